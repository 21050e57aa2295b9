//! The record of everything that is neither profile nor notification.

use signoff_protocol::id::{Eid, Iccid, SeqNumber};
use signoff_protocol::tlv::{DecodeError, Tag, Tlv, Writer};

use super::switch::Switch;
use crate::card::CardError;
use crate::nvm::{Image, Key, Nvm, NvmError};

const KEY: Key = Key::new(1, 0);
const RECORD: Tag = Tag(0xE2);
const EID: Tag = Tag(0x5A);
const NEXT_SEQ: Tag = Tag(0x80);
const DEFAULT_SMDP: Tag = Tag(0x81);
const RESUME: Tag = Tag(0x82);
const ENABLE: Tag = Tag(0x83);
const DISABLE: Tag = Tag(0x84);

/// The record, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) eid: Option<Eid>,
    pub(super) next_seq: SeqNumber,
    pub(super) default_smdp_address: Option<String>,
    pub(super) resume: Option<Iccid>,
    pub(super) switch: Option<Switch>,
}

impl State {
    /// The record of an image; an image without it is that of a card which was never personalised.
    pub(super) fn load(image: &Image) -> Result<Option<Self>, CardError> {
        image
            .get(&KEY)
            .map(|record| Self::decode(record))
            .transpose()
            .map_err(|error| CardError::Image {
                key: KEY,
                problem: error.to_string(),
            })
    }

    /// Writes the record. Pending until commit.
    pub(super) fn store(&self, nvm: &mut dyn Nvm) -> Result<(), NvmError> {
        let mut writer = Writer::new();
        writer.constructed(RECORD, |w| {
            if let Some(eid) = &self.eid {
                w.primitive(EID, eid.as_bytes());
            }
            w.unsigned(NEXT_SEQ, self.next_seq.get());
            if let Some(address) = &self.default_smdp_address {
                w.text(DEFAULT_SMDP, address);
            }
            if let Some(iccid) = &self.resume {
                w.primitive(RESUME, iccid.as_bytes());
            }
            match &self.switch {
                None => {}
                Some(Switch::Enable(iccid)) => {
                    w.primitive(ENABLE, iccid.as_bytes());
                }
                Some(Switch::Disable(iccid)) => {
                    w.primitive(DISABLE, iccid.as_bytes());
                }
            }
        });
        nvm.write(KEY, writer.as_bytes())
    }

    fn decode(record: &[u8]) -> Result<Self, DecodeError> {
        let record = Tlv::parse_exact(record)?.expect(RECORD)?;
        let iccid = |tag| record.find(tag)?.map(Iccid::from_tlv).transpose();
        Ok(Self {
            eid: record.find(EID)?.map(Eid::from_tlv).transpose()?,
            next_seq: SeqNumber::new(record.child(NEXT_SEQ)?.unsigned()?),
            default_smdp_address: match record.find(DEFAULT_SMDP)? {
                Some(address) => Some(address.text()?.to_owned()),
                None => None,
            },
            resume: iccid(RESUME)?,
            switch: match (iccid(ENABLE)?, iccid(DISABLE)?) {
                (Some(iccid), _) => Some(Switch::Enable(iccid)),
                (None, Some(iccid)) => Some(Switch::Disable(iccid)),
                (None, None) => None,
            },
        })
    }
}
