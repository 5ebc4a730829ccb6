// Nothing is called: linking hooks.c is enough.
