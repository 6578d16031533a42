"""What several tests share: building sites, serving them, reading their pages."""
