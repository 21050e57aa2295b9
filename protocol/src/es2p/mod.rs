//! ES2+: operator and SM-DP+ in JSON over HTTPS (SGP.22 §5.3, §6.5.2). Errors are read and written as on
//! [`crate::es9p`].

mod cancel_order;
mod confirm_order;
mod download_order;
mod function;
mod handle_download_progress_info;
mod handle_notification;
mod release_profile;
mod request_header;

pub use cancel_order::{CancelOrderRequest, CancelOrderResponse, FinalProfileStatus};
pub use confirm_order::{ConfirmOrderRequest, ConfirmOrderResponse, ConfirmOrderResult};
pub use download_order::{DownloadOrderRequest, DownloadOrderResponse, DownloadOrderResult};
pub use function::Es2pFunction;
pub use handle_download_progress_info::{HandleDownloadProgressInfoRequest, NotificationPointId};
pub use handle_notification::HandleNotificationRequest;
pub use release_profile::{ReleaseProfileRequest, ReleaseProfileResponse};
pub use request_header::RequestHeader;
