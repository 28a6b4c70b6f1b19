"""What a view of the workbench costs on a large store, beside the usual way of writing one."""
