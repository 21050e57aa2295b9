//! One notification to one address.

use signoff_protocol::es9p::HandleNotificationRequest;

use super::super::archive::ArchivedNotification;
use super::super::es9p::{Acknowledgement, AddressError, Es9p, Es9pCause, Es9pError, ServerAddress};

/// Sends the bytes as the card gave them.
pub(super) async fn send(
    es9p: &dyn Es9p,
    server: &ServerAddress,
    notification: &ArchivedNotification,
) -> Result<Acknowledgement, Es9pError> {
    let request = HandleNotificationRequest {
        pending_notification: notification.der.clone(),
    };
    es9p.handle_notification(server, &request).await
}

/// Sends an archived notification again, to the address that is signed in it; no card is needed. The SM-DP+
/// notices a duplicate if it had it before.
///
/// # Errors
/// It is not acknowledged, or names no address.
pub async fn replay(
    es9p: &dyn Es9p,
    notification: &ArchivedNotification,
) -> Result<Acknowledgement, Es9pError> {
    let failed = |server: &str, reason: String| Es9pError {
        function: "handleNotification".to_owned(),
        server: server.to_owned(),
        cause: Es9pCause::Other { reason },
    };
    let pending = notification
        .notification()
        .map_err(|error| failed("no address", error.to_string()))?;
    let address = &pending.metadata().address;
    let server: ServerAddress = address
        .parse()
        .map_err(|error: AddressError| failed(address, error.to_string()))?;
    send(es9p, &server, notification).await
}
