//! What the LPA checks in what a server sends (SGP.22 §3.0.1, §3.1.3). Signatures are the eUICC's business.

use signoff_protocol::es8p::{BoundProfilePackage, StoreMetadataRequest};
use signoff_protocol::es10b::ServerSigned1;
use signoff_protocol::id::TransactionId;
use signoff_protocol::message::Decode;
use signoff_protocol::tlv::Tlv;

use super::super::es9p::ServerAddress;
use super::LpaRefusal;
use super::certificate::registered_id;

/// Bytes of the MAC at the end of each protected segment (SGP.22 §2.5.3).
const MAC: usize = 8;

/// The server signed for the address that was called, and for the transaction that it names.
pub(super) fn server_signed(
    signed: &ServerSigned1,
    server: &ServerAddress,
    transaction_id: &TransactionId,
) -> Result<(), LpaRefusal> {
    if !server.is_host(&signed.server_address) {
        return Err(LpaRefusal::AddressMismatch {
            signed: signed.server_address.clone(),
            called: server.host(),
        });
    }
    same_transaction(&signed.transaction_id, transaction_id)
}

/// Two parts of a session name the same transaction.
pub(super) fn same_transaction(found: &TransactionId, session: &TransactionId) -> Result<(), LpaRefusal> {
    if found == session {
        Ok(())
    } else {
        Err(LpaRefusal::TransactionMismatch {
            found: found.to_string(),
            session: session.to_string(),
        })
    }
}

/// The certificate is that of the SM-DP+ that the activation code names, if it names one.
pub(super) fn oid(certificate: &[u8], wanted: Option<&str>) -> Result<(), LpaRefusal> {
    let Some(wanted) = wanted else {
        return Ok(());
    };
    let found = registered_id(certificate).map_or_else(|| "none".to_owned(), |oid| oid.to_string());
    if found == wanted {
        Ok(())
    } else {
        Err(LpaRefusal::OidMismatch {
            found,
            wanted: wanted.to_owned(),
        })
    }
}

/// The package holds the metadata that were offered. They are not encrypted. What cannot be read is left to the
/// eUICC, which knows whether its MAC is right.
pub(super) fn metadata(
    package: &BoundProfilePackage,
    offered: &StoreMetadataRequest,
) -> Result<(), LpaRefusal> {
    let mut found = Vec::new();
    for segment in &package.store_metadata {
        let value = Tlv::parse_exact(segment)
            .map(|tlv| tlv.value())
            .unwrap_or_default();
        let length = value.len().saturating_sub(MAC);
        found.extend_from_slice(value.get(..length).unwrap_or_default());
    }
    match StoreMetadataRequest::from_der(&found) {
        Ok(found) if found != *offered => Err(LpaRefusal::MetadataMismatch),
        _ => Ok(()),
    }
}
