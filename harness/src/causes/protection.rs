//! What may not be lost.

use crate::protection::{ExpendableError, ProtectionError, Untouchable};
use crate::text::{Message, Told};

impl Told for ProtectionError {
    fn told(&self) -> Message {
        Message::translated(
            "cause-protected",
            &[
                ("what", self.what.as_str().into()),
                ("why", self.why.told()),
                ("declare", self.declare.as_str().into()),
            ],
            self,
        )
    }
}

impl Told for ExpendableError {
    fn told(&self) -> Message {
        Message::translated("cause-expendable", &[("reason", self.0.told())], self)
    }
}

impl Told for Untouchable {
    fn told(&self) -> Message {
        match self {
            Self::Everything(reason) => {
                Message::translated("cause-protected-euicc", &[("reason", (*reason).into())], self)
            }
            Self::Profiles(iccids) => {
                let iccids: Vec<String> = iccids.iter().map(ToString::to_string).collect();
                Message::translated(
                    "cause-protected-profiles",
                    &[("iccids", iccids.join(", ").into())],
                    self,
                )
            }
        }
    }
}
