//! What can be selected by AID, in the order in which a partial AID finds it.

use signoff_protocol::id::Aid;
use signoff_protocol::tlv::{Bits, Tag, Writer};

use crate::card_file::CardKind;
use crate::files::{FileHandle, FileSystem};
use crate::personality::CardPersonality;

/// The MNO-SD of a profile, which takes the place of the issuer security domain (GlobalPlatform).
const MNO_SD: [u8; 8] = [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00, 0x00];

/// An application or security domain that devices may select. ISD-Ps are none (SGP.22 §2.4.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selectable {
    /// The ISD-R, under its AID of this place in the personality.
    IsdR(usize),
    Ecasd,
    MnoSd,
    Adf(FileHandle),
}

impl Selectable {
    /// All that can be selected now. `enabled_profile`: whether the files are those of a profile.
    pub(super) fn all(
        kind: CardKind,
        personality: &CardPersonality,
        files: &FileSystem,
        enabled_profile: bool,
    ) -> impl Iterator<Item = Self> {
        let isd_rs = if kind == CardKind::Uicc {
            0
        } else {
            personality.isd_r_aids.len()
        };
        let ecasd = (isd_rs > 0).then_some(Self::Ecasd);
        (0..isd_rs)
            .map(Self::IsdR)
            .chain(ecasd)
            .chain(files.applications().map(|(adf, _)| Self::Adf(adf)))
            .chain(enabled_profile.then_some(Self::MnoSd))
    }

    /// Whether the AID, given in full or cut at the right, names this one. No AID at all names the issuer
    /// security domain (GlobalPlatform card specification §11.9.2.3).
    pub(super) fn is_named(self, personality: &CardPersonality, files: &FileSystem, partial: &[u8]) -> bool {
        if partial.is_empty() {
            return self == Self::MnoSd;
        }
        self.with_aid(personality, files, |aid| aid.starts_with(partial))
    }

    fn with_aid<T: Default>(
        self,
        personality: &CardPersonality,
        files: &FileSystem,
        use_aid: impl FnOnce(&[u8]) -> T,
    ) -> T {
        match self {
            Self::IsdR(place) => personality
                .isd_r_aids
                .get(place)
                .map(|aid| use_aid(aid.as_bytes())),
            Self::Ecasd => Some(use_aid(Aid::ECASD.as_bytes())),
            Self::MnoSd => Some(use_aid(&MNO_SD)),
            Self::Adf(adf) => files.aid(adf).map(|aid| use_aid(aid.as_bytes())),
        }
        .unwrap_or_default()
    }

    /// `84` with the AID, for STATUS.
    pub(super) fn aid_element(self, personality: &CardPersonality, files: &FileSystem) -> Vec<u8> {
        self.with_aid(personality, files, |aid| {
            let mut writer = Writer::new();
            writer.primitive(Tag(0x84), aid);
            writer.into_bytes()
        })
    }

    /// FCI of a security domain; that of the ISD-R tells the SGP.22 version (SGP.22 §5.7.1),
    /// that of an IoT eUICC its template of SGP.32.
    pub(super) fn fci(
        self,
        kind: CardKind,
        personality: &CardPersonality,
        files: &FileSystem,
        enabled_profile: bool,
    ) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.constructed(Tag(0x6F), |w| {
            self.with_aid(personality, files, |aid| {
                w.primitive(Tag(0x84), aid);
            });
            w.constructed(Tag(0xA5), |w| {
                w.primitive(Tag(0x9F65), &[personality.segment_limit]);
            });
            if matches!(self, Self::IsdR(_)) && kind == CardKind::Iot {
                // ISDRProprietaryApplicationTemplateIoT: an IPAe, which no card of the simulator has, and whether a
                // profile is enabled.
                let enabled = if enabled_profile {
                    Bits::only(1)
                } else {
                    Bits::NONE
                };
                w.constructed(Tag(0xE1), |w| {
                    w.bits(Tag(0x80), enabled);
                });
            }
            if matches!(self, Self::IsdR(_)) && kind == CardKind::Euicc {
                w.constructed(Tag(0xE0), |w| {
                    w.primitive(Tag(0x82), &personality.svn);
                    if personality.is_v3() {
                        let enabled = if enabled_profile {
                            Bits::only(2)
                        } else {
                            Bits::NONE
                        };
                        w.bits(Tag(0x03), enabled);
                    }
                });
            }
        });
        writer.into_bytes()
    }
}
