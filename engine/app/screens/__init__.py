"""The screens of the reader, each imported when it is first opened."""
