//! ES10b.LoadCRL, `BF35` (SGP.22 v2 §5.7.12; v3 has it no more).

use crate::hex::Hex;
use crate::message::{Decode, Encode, result_codes};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF35);
/// The CertificateList: the module's automatic tag takes the place of `30`.
const CRL: Tag = Tag(0xA0);

/// Loads a certificate revocation list, or one part of it.
#[derive(Clone, PartialEq, Eq)]
pub struct LoadCrlRequest {
    /// `A0`: content of the CertificateList (without its own tag and length).
    pub crl: Vec<u8>,
}

impl std::fmt::Debug for LoadCrlRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoadCrlRequest")
            .field("crl", &Hex(&self.crl))
            .finish()
    }
}

impl Encode for LoadCrlRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(CRL, &self.crl);
        });
    }
}

impl Decode for LoadCrlRequest {
    /// Takes `30` in the place of `A0` too: some LPAs pass the list on as the server gave it.
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let crl = match tlv.find(Tag(0x30))? {
            Some(crl) => crl,
            None => tlv.child(CRL)?,
        };
        Ok(Self {
            crl: crl.value().to_vec(),
        })
    }
}

result_codes! {
    /// LoadCRLResponseError.
    LoadCrlError {
        /// The list's signature does not verify.
        InvalidSignature = 1 "invalidSignature",
        /// The list is malformed.
        InvalidCrlFormat = 2 "invalidCRLFormat",
        /// No room.
        NotEnoughMemorySpace = 3 "notEnoughMemorySpace",
        /// No key to verify it with.
        VerificationKeyNotFound = 4 "verificationKeyNotFound",
        /// A newer list is there.
        FresherCrlAlreadyLoaded = 5 "fresherCrlAlreadyLoaded",
        /// A delta without its base.
        BaseCrlMissing = 6 "baseCrlMissing",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

/// Which parts are still missing, or the error in `81`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadCrlResponse {
    /// `A0`: numbers of the missing parts, `None` when the list is complete.
    Ok(Option<Vec<u32>>),
    /// `81`
    Error(LoadCrlError),
}

impl Encode for LoadCrlResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            match self {
                Self::Ok(missing) => w.constructed(Tag(0xA0), |w| {
                    if let Some(missing) = missing {
                        w.constructed(Tag(0xA0), |w| {
                            for part in missing {
                                w.unsigned(Tag(0x02), *part);
                            }
                        });
                    }
                }),
                Self::Error(error) => w.unsigned(Tag(0x81), u32::from(error.code())),
            };
        });
    }
}

impl Decode for LoadCrlResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        if let Some(error) = tlv.find(Tag(0x81))? {
            return Ok(Self::Error(LoadCrlError::from_code(error.small()?)));
        }
        let Some(missing) = tlv.child(Tag(0xA0))?.find(Tag(0xA0))? else {
            return Ok(Self::Ok(None));
        };
        missing
            .children()
            .map(|part| part?.expect(Tag(0x02))?.unsigned())
            .collect::<Result<_, _>>()
            .map(|parts| Self::Ok(Some(parts)))
    }
}

// A CRL has elements inside, so that its tag may say so.
crate::arbitrary::arbitrary!(
    LoadCrlRequest,
    crate::arbitrary::certificate().prop_map(|crl| Self { crl })
);

crate::arbitrary::arbitrary!(
    LoadCrlResponse,
    prop_oneof![
        4 => proptest::option::of(proptest::collection::vec(crate::arbitrary::number(), 0..5)).prop_map(Self::Ok),
        1 => any::<LoadCrlError>().prop_map(Self::Error),
    ]
);
