"""The author's loop: begin a book, test it, see its branches and count its words."""
