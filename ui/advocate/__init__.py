"""The pages of advocacy: messages that figures allow, the basket they are kept in, and what is made of it."""
