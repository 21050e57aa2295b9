//! One notification to one address.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::super::archive::ArchivedNotification;
use super::super::es9p::{Acknowledgement, Es9p, Es9pCause, Es9pError, ServerAddress, acknowledgement};

/// ES9+.HandleNotification (SGP.22 §6.5.2.6).
const PATH: &str = "/gsma/rsp2/es9plus/handleNotification";

/// Sends the bytes as the card gave them.
pub(super) async fn send(
    es9p: &dyn Es9p,
    server: &ServerAddress,
    notification: &ArchivedNotification,
) -> Result<Acknowledgement, Es9pError> {
    let body = json!({ "pendingNotification": STANDARD.encode(&notification.der) });
    let answer = es9p.post(server, PATH, body.to_string().into_bytes()).await?;
    acknowledgement(&answer).map_err(|cause| Es9pError::new(server, PATH, cause))
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
        .map_err(|error: super::super::es9p::AddressError| failed(address, error.to_string()))?;
    send(es9p, &server, notification).await
}
