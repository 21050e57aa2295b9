//! BoundProfilePackage, `BF36` (SGP.22 §2.5.4): a profile for one eUICC and one session.

use super::{InitialiseSecureChannelRequest, segments};
use crate::message::{Decode, Encode};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Tag of BoundProfilePackage.
pub const BOUND_PROFILE_PACKAGE: Tag = Tag(0xBF36);

/// The package in its parts. What is protected is kept as complete elements, `86` to `88`, byte for byte.
#[derive(Clone, PartialEq, Eq)]
pub struct BoundProfilePackage {
    /// `BF23`
    pub initialise_secure_channel: InitialiseSecureChannelRequest,
    /// `A0`: ConfigureISDP, elements `87`.
    pub configure_isdp: Vec<Vec<u8>>,
    /// `A1`: StoreMetadata, elements `88`.
    pub store_metadata: Vec<Vec<u8>>,
    /// `A2`: ReplaceSessionKeys, elements `87`; absent when the session keys protect the profile elements too.
    pub replace_session_keys: Option<Vec<Vec<u8>>>,
    /// `A3`: the profile elements, elements `86`.
    pub profile_elements: Vec<Vec<u8>>,
}

impl BoundProfilePackage {
    /// One ES10 command for each. See [`segments()`], which cuts a package as it was received.
    pub fn segments(&self) -> Vec<Vec<u8>> {
        let package = self.to_der();
        // What was encoded here has every part but perhaps the profile elements.
        segments(&package)
            .map(|segments| segments.into_iter().map(<[u8]>::to_vec).collect())
            .unwrap_or_default()
    }
}

impl std::fmt::Debug for BoundProfilePackage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BoundProfilePackage")
            .field("initialise_secure_channel", &self.initialise_secure_channel)
            .field("configure_isdp", &self.configure_isdp.len())
            .field("store_metadata", &self.store_metadata.len())
            .field(
                "replace_session_keys",
                &self.replace_session_keys.as_ref().map(Vec::len),
            )
            .field("profile_elements", &self.profile_elements.len())
            .finish()
    }
}

impl Encode for BoundProfilePackage {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(BOUND_PROFILE_PACKAGE, |w| {
            self.initialise_secure_channel.encode(w);
            for (tag, elements) in [
                (0xA0, Some(&self.configure_isdp)),
                (0xA1, Some(&self.store_metadata)),
                (0xA2, self.replace_session_keys.as_ref()),
                (0xA3, Some(&self.profile_elements)),
            ] {
                if let Some(elements) = elements {
                    w.constructed(Tag(tag), |w| {
                        for element in elements {
                            w.raw(element);
                        }
                    });
                }
            }
        });
    }
}

impl Decode for BoundProfilePackage {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(BOUND_PROFILE_PACKAGE)?;
        let elements = |sequence: Tlv<'_>, tag| {
            sequence
                .children()
                .map(|element| Ok(element?.expect(tag)?.raw().to_vec()))
                .collect::<Result<Vec<_>, DecodeError>>()
        };
        Ok(Self {
            initialise_secure_channel: InitialiseSecureChannelRequest::decode(
                tlv.child(super::INITIALISE_SECURE_CHANNEL)?,
            )?,
            configure_isdp: elements(tlv.child(Tag(0xA0))?, Tag(0x87))?,
            store_metadata: elements(tlv.child(Tag(0xA1))?, Tag(0x88))?,
            replace_session_keys: tlv
                .find(Tag(0xA2))?
                .map(|sequence| elements(sequence, Tag(0x87)))
                .transpose()?,
            profile_elements: elements(tlv.child(Tag(0xA3))?, Tag(0x86))?,
        })
    }
}

crate::arbitrary::arbitrary!(BoundProfilePackage, {
    let elements = |tag: u32| {
        proptest::collection::vec(crate::arbitrary::blob(8..=1016), 1..4).prop_map(move |values| {
            values
                .iter()
                .map(|value| {
                    let mut writer = Writer::new();
                    writer.primitive(Tag(tag), value);
                    writer.into_bytes()
                })
                .collect::<Vec<_>>()
        })
    };
    (
        any::<InitialiseSecureChannelRequest>(),
        elements(0x87),
        elements(0x88),
        proptest::option::of(elements(0x87)),
        elements(0x86),
    )
        .prop_map(
            |(
                initialise_secure_channel,
                configure_isdp,
                store_metadata,
                replace_session_keys,
                profile_elements,
            )| Self {
                initialise_secure_channel,
                configure_isdp,
                store_metadata,
                replace_session_keys,
                profile_elements,
            },
        )
});
