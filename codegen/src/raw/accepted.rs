facts! {
    /// `accepted.yaml`: changes since the last release that are known and agreed to.
    pub struct Accepted {
        /// One for each change, or for the same change of several operations.
        exceptions: Vec<Exception> = remark("no client has what reviewers agree to");
    }

    /// One change that is agreed to.
    pub struct Exception {
        /// The id of its kind, as the digest shows it: `C304`.
        change: String = remark("no client has what reviewers agree to");
        /// What has changed, as the digest names it: `request.userId`.
        subject: String = remark("no client has what reviewers agree to");
        /// The operation that it alone concerns; without it, whichever it concerns.
        operation: Option<String> = remark("no client has what reviewers agree to");
        /// What it is now, as the digest shows it, where nothing else is agreed to.
        new: Option<String> = remark("no client has what reviewers agree to"), data;
        /// Why it is agreed to.
        because: String = remark("no client has what reviewers agree to"), sentence;
        /// Who has agreed to it.
        by: String = remark("no client has what reviewers agree to");
    }
}
