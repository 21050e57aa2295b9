//! What is known of the signature of a notification.

use crate::text::{Message, Told};
use crate::transcript::{SignatureVerdict, Signer};

impl Told for SignatureVerdict {
    fn told(&self) -> Message {
        match self {
            Self::Valid(Signer { eid, eum, ci }) => {
                let (eid, eum) = (("eid", eid.to_string().into()), ("eum", eum.into()));
                match ci {
                    Some(ci) => {
                        Message::translated("cause-signature-valid", &[eid, eum, ("ci", ci.into())], self)
                    }
                    None => Message::translated("cause-signature-without-ci", &[eid, eum], self),
                }
            }
            Self::Invalid(why) => {
                Message::translated("cause-signature-invalid", &[("reason", why.into())], self)
            }
            Self::NotVerifiable(why) => {
                Message::translated("cause-signature-not-verifiable", &[("reason", why.into())], self)
            }
        }
    }
}
