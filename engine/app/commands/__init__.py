"""What the reader can do: one table that feeds keys, footer, help and palette."""
