//! Paths of ES2+.

crate::es9p::functions! {
    /// The functions of ES2+. The last two are called by the SM-DP+.
    Es2pFunction, "/gsma/rsp2/es2plus/" {
        /// §5.3.1
        DownloadOrder = "downloadOrder",
        /// §5.3.2
        ConfirmOrder = "confirmOrder",
        /// §5.3.3
        CancelOrder = "cancelOrder",
        /// §5.3.4
        ReleaseProfile = "releaseProfile",
        /// §5.3.5
        HandleDownloadProgressInfo = "handleDownloadProgressInfo",
        /// v3 §5.3.5
        HandleNotification = "handleNotification",
    }
}
