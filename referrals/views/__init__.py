"""The pages of a referral, by who acts: lists, sending, answering, and the person's own."""
