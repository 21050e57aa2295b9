//! Pending notifications: numbered for ever, kept until removed, signed when somebody first asks
//! (SGP.22 §3.5).

use std::collections::VecDeque;

use signoff_protocol::es10b::{FinalResult, PROFILE_INSTALLATION_RESULT_DATA, ProfileInstallationResultData};
use signoff_protocol::id::{Aid, Iccid, Oid, SeqNumber, TransactionId};
use signoff_protocol::message::{Decode as _, Encode as _, Unknown};
use signoff_protocol::notification::{
    Event, METADATA, NotificationMetadata, PROFILE_INSTALLATION_RESULT, SEQUENCE, SIGNATURE,
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

/// What a notification is, beside its metadata.
#[derive(Debug)]
enum Kind {
    /// OtherSignedNotification.
    Other,
    /// Profile installation result of a profile that the card left the factory with, in this ISD-P.
    Factory(Aid),
    /// Profile installation result of a download: complete `BF27`, which is signed.
    Result(Box<[u8]>),
}

/// How the installation of a profile ended, for its SM-DP+.
#[derive(Debug)]
pub(crate) struct InstallationResult {
    pub(crate) transaction_id: TransactionId,
    pub(crate) smdp_oid: Oid,
    pub(crate) address: String,
    pub(crate) iccid: Option<Iccid>,
    pub(crate) final_result: FinalResult,
}

/// A notification that waits.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) metadata: NotificationMetadata,
    kind: Kind,
    signature: Option<Box<[u8; 64]>>,
}

impl Pending {
    /// Appends the notification as it is delivered; signs it the first time.
    pub(crate) fn encode(&mut self, pki: &Pki, writer: &mut Writer) {
        let mut signed = Writer::new();
        match &self.kind {
            Kind::Other => self.metadata.encode(&mut signed),
            Kind::Factory(aid) => self.encode_result(*aid, &mut signed),
            Kind::Result(data) => {
                signed.raw(data);
            }
        }
        let signed = signed.into_bytes();
        let signature = self.signature.get_or_insert_with(|| Box::new(pki.sign(&signed)));
        match self.kind {
            Kind::Other => writer.constructed(SEQUENCE, |w| {
                w.raw(&signed).primitive(SIGNATURE, signature.as_slice());
                w.raw(pki.euicc_certificate()).raw(pki.eum_certificate());
            }),
            Kind::Factory(_) | Kind::Result(_) => writer.constructed(PROFILE_INSTALLATION_RESULT, |w| {
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
        writer.constructed(RECORD, |w| match &self.kind {
            Kind::Other => self.metadata.encode(w),
            Kind::Factory(aid) => {
                self.metadata.encode(w);
                w.primitive(ISDP_AID, aid.as_bytes());
            }
            Kind::Result(data) => {
                w.raw(data);
            }
        });
        writer.into_bytes()
    }

    fn from_record(record: &[u8]) -> Result<Self, DecodeError> {
        let record = Tlv::parse_exact(record)?.expect(RECORD)?;
        let (metadata, kind) = match record.find(PROFILE_INSTALLATION_RESULT_DATA)? {
            Some(data) => (data.child(METADATA)?, Kind::Result(data.raw().into())),
            None => (
                record.child(METADATA)?,
                match record.find(ISDP_AID)? {
                    Some(aid) => Kind::Factory(Aid::from_tlv(aid)?),
                    None => Kind::Other,
                },
            ),
        };
        Ok(Self {
            metadata: NotificationMetadata::decode(metadata)?,
            kind,
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
        let pending = Pending {
            metadata: self.next_metadata(event, Some(iccid), address),
            kind: installed.map_or(Kind::Other, Kind::Factory),
            signature: None,
        };
        self.keep(pending, nvm)
    }

    /// The result of an installation; the oldest is dropped where there is no room. Pending until commit.
    pub(crate) fn push_result(
        &mut self,
        result: InstallationResult,
        nvm: &mut dyn Nvm,
    ) -> Result<Option<&mut Pending>, NvmError> {
        let metadata = self.next_metadata(Event::Install, result.iccid, &result.address);
        let data = ProfileInstallationResultData {
            transaction_id: result.transaction_id,
            metadata: metadata.clone(),
            smdp_oid: Some(result.smdp_oid),
            final_result: result.final_result,
            unknown: Unknown::none(),
        };
        let pending = Pending {
            metadata,
            kind: Kind::Result(data.to_der().into()),
            signature: None,
        };
        self.keep(pending, nvm)?;
        Ok(self.pending.back_mut())
    }

    fn next_metadata(&self, event: Event, iccid: Option<Iccid>, address: &str) -> NotificationMetadata {
        NotificationMetadata {
            seq_number: self.next,
            event,
            address: address.to_owned(),
            iccid,
            unknown: Unknown::none(),
        }
    }

    fn keep(&mut self, pending: Pending, nvm: &mut dyn Nvm) -> Result<(), NvmError> {
        while self.pending.len() >= self.capacity
            && let Some(oldest) = self.pending.pop_front()
        {
            nvm.remove(key(oldest.metadata.seq_number))?;
        }
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
