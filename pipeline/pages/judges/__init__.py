"""The pages of judges: their link, their list of entries, an entry's marks."""
