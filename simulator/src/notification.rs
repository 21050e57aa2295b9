//! Pending notifications: numbered for ever, kept until removed, signed when somebody first asks
//! (SGP.22 §3.5).

use std::collections::VecDeque;

use signoff_protocol::id::{Aid, Iccid, SeqNumber};
use signoff_protocol::message::{Decode as _, Encode as _, Unknown};
use signoff_protocol::notification::{
    Event, NotificationMetadata, PROFILE_INSTALLATION_RESULT, SEQUENCE, SIGNATURE,
};
use signoff_protocol::profile::NotificationConfiguration;
use signoff_protocol::tlv::{DecodeError, Tag, Tlv, Writer};

use crate::card::CardError;
use crate::nvm::{Image, Key, Nvm, NvmError};
use crate::pki::Pki;

/// Kind of the records of notifications, one for each sequence number.
const KIND: u8 = 3;
const RECORD: Tag = Tag(0xE1);
const ISDP_AID: Tag = Tag(0x4F);
/// One EUICCResponse that says ok (SGP.22 §2.5.6, SIMalliance profile package §8.2).
const SIMA_OK: [u8; 9] = [0x30, 0x07, 0xA0, 0x05, 0x30, 0x03, 0x80, 0x01, 0x00];
/// OID 2.999.10 of an SM-DP+, from the arc for examples.
const SMDP_OID: [u8; 3] = [0x88, 0x37, 0x0A];

/// A notification that waits.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) metadata: NotificationMetadata,
    /// The ISD-P that was installed, in a profile installation result.
    installed: Option<Aid>,
    signature: Option<Box<[u8; 64]>>,
}

impl Pending {
    /// Appends the notification as it is delivered; signs it the first time.
    pub(crate) fn encode(&mut self, pki: &Pki, writer: &mut Writer) {
        let mut signed = Writer::new();
        match self.installed {
            None => self.metadata.encode(&mut signed),
            Some(aid) => self.encode_result(aid, &mut signed),
        }
        let signed = signed.into_bytes();
        let signature = self.signature.get_or_insert_with(|| Box::new(pki.sign(&signed)));
        match self.installed {
            None => writer.constructed(SEQUENCE, |w| {
                w.raw(&signed).primitive(SIGNATURE, signature.as_slice());
                w.raw(pki.euicc_certificate()).raw(pki.eum_certificate());
            }),
            Some(_) => writer.constructed(PROFILE_INSTALLATION_RESULT, |w| {
                w.raw(&signed).primitive(SIGNATURE, signature.as_slice());
            }),
        };
    }

    /// ProfileInstallationResultData of a success. The transaction is long over; its id is made of the number.
    fn encode_result(&self, aid: Aid, writer: &mut Writer) {
        let transaction_id = u128::from(self.metadata.seq_number.get()).to_be_bytes();
        writer.constructed(Tag(0xBF27), |w| {
            w.primitive(Tag(0x80), &transaction_id);
            self.metadata.encode(w);
            w.primitive(Tag(0x06), &SMDP_OID);
            w.constructed(Tag(0xA2), |w| {
                w.constructed(Tag(0xA0), |w| {
                    w.primitive(ISDP_AID, aid.as_bytes());
                    w.primitive(Tag(0x04), &SIMA_OK);
                });
            });
        });
    }

    fn to_record(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.constructed(RECORD, |w| {
            self.metadata.encode(w);
            if let Some(aid) = &self.installed {
                w.primitive(ISDP_AID, aid.as_bytes());
            }
        });
        writer.into_bytes()
    }

    fn from_record(record: &[u8]) -> Result<Self, DecodeError> {
        let record = Tlv::parse_exact(record)?.expect(RECORD)?;
        let metadata = record.child(signoff_protocol::notification::METADATA)?;
        Ok(Self {
            metadata: NotificationMetadata::decode(metadata)?,
            installed: record.find(ISDP_AID)?.map(Aid::from_tlv).transpose()?,
            signature: None,
        })
    }
}

/// All pending notifications, ascending, and the counter.
#[derive(Debug)]
pub(crate) struct Notifications {
    next: SeqNumber,
    capacity: usize,
    pending: VecDeque<Pending>,
}

impl Notifications {
    /// None yet; the counter starts at `first`.
    pub(crate) fn new(first: SeqNumber, capacity: u16) -> Self {
        Self {
            next: first,
            capacity: usize::from(capacity),
            pending: VecDeque::new(),
        }
    }

    /// Those of an image.
    pub(crate) fn load(image: &Image, next: SeqNumber, capacity: u16) -> Result<Self, CardError> {
        let pending = image
            .range(Key::new(KIND, 0)..=Key::new(KIND, u32::MAX))
            .map(|(key, record)| {
                Pending::from_record(record).map_err(|error| CardError::Image {
                    key: *key,
                    problem: error.to_string(),
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            next,
            capacity: usize::from(capacity),
            pending,
        })
    }

    /// The number that the next notification gets. It never goes back.
    pub(crate) const fn next(&self) -> SeqNumber {
        self.next
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Pending> {
        self.pending.iter()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Pending> {
        self.pending.iter_mut()
    }

    /// One notification for each address that wants the event, in the order of the profile's configuration.
    /// Pending until commit; the caller keeps the counter.
    pub(crate) fn report(
        &mut self,
        event: Event,
        iccid: Iccid,
        configuration: &[NotificationConfiguration],
        nvm: &mut dyn Nvm,
    ) -> Result<(), NvmError> {
        configuration
            .iter()
            .filter(|entry| entry.wants(event))
            .try_for_each(|entry| self.push(event, iccid, &entry.address, None, nvm))
    }

    /// One notification; the oldest is dropped where there is no room. Pending until commit.
    pub(crate) fn push(
        &mut self,
        event: Event,
        iccid: Iccid,
        address: &str,
        installed: Option<Aid>,
        nvm: &mut dyn Nvm,
    ) -> Result<(), NvmError> {
        while self.pending.len() >= self.capacity
            && let Some(oldest) = self.pending.pop_front()
        {
            nvm.remove(key(oldest.metadata.seq_number))?;
        }
        let pending = Pending {
            metadata: NotificationMetadata {
                seq_number: self.next,
                event,
                address: address.to_owned(),
                iccid: Some(iccid),
                unknown: Unknown::none(),
            },
            installed,
            signature: None,
        };
        nvm.write(key(self.next), &pending.to_record())?;
        self.next = self.next.next();
        self.pending.push_back(pending);
        Ok(())
    }

    /// Takes one away, if it is there. Pending until commit.
    pub(crate) fn remove(&mut self, seq: SeqNumber, nvm: &mut dyn Nvm) -> Result<bool, NvmError> {
        let Ok(place) = self
            .pending
            .binary_search_by_key(&seq, |pending| pending.metadata.seq_number)
        else {
            return Ok(false);
        };
        nvm.remove(key(seq))?;
        self.pending.remove(place);
        Ok(true)
    }
}

const fn key(seq: SeqNumber) -> Key {
    Key::new(KIND, seq.get())
}
