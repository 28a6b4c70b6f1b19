"""Pages without readable text, read from their picture by text recognition.

A page becomes what every page is (analytics.reading.pdf.printed): characters and rules, so that
its tables and lines are made as those of any other page. The models come with rapidocr and run
without a network; they are loaded with this package, which nothing else imports.
"""

from analytics.reading.pdf.scanned.page import recognised_page

__all__ = ["recognised_page"]
