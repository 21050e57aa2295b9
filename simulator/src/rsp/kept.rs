//! What of a session survives without power: the one-time key, and that a package was on its way.

use signoff_protocol::es10b::BppCommandId;
use signoff_protocol::id::{Iccid, Oid, TransactionId};
use signoff_protocol::tlv::{DecodeError, Tag, Tlv, Writer};

use super::{Curve, OneTimeKey};
use crate::card::CardError;
use crate::nvm::{Image, Key, Nvm, NvmError};

/// Kind of the records of RSP sessions.
const KIND: u8 = 32;
const KEY: Key = Key::new(KIND, 0);
const ATTEMPT: Key = Key::new(KIND, 1);
const KEY_RECORD: Tag = Tag(0xE4);
const ATTEMPT_RECORD: Tag = Tag(0xE5);
const OID: Tag = Tag(0x06);
const ICCID: Tag = Tag(0x5A);

/// otSK.EUICC that no package was loaded with yet: a package that is bound to it can be fetched again.
#[derive(Clone, Debug)]
pub(crate) struct KeptKey {
    pub(super) smdp_oid: Oid,
    pub(super) key: OneTimeKey,
}

/// A package of which a segment was accepted: until its result is stored, an interruption is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    pub(crate) transaction_id: TransactionId,
    pub(crate) smdp_oid: Oid,
    pub(crate) address: String,
    /// What was going on.
    pub(crate) command: BppCommandId,
    /// Known from StoreMetadata on.
    pub(crate) iccid: Option<Iccid>,
}

/// Both, decoded and written through.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(super) key: Option<KeptKey>,
    pub(crate) attempt: Option<Attempt>,
}

impl Kept {
    /// That of an image.
    pub(crate) fn load(image: &Image) -> Result<Self, CardError> {
        let malformed = |key| {
            move |error: DecodeError| CardError::Image {
                key,
                problem: error.to_string(),
            }
        };
        let key = image.get(&KEY).map(|record| KeptKey::from_record(record));
        let attempt = image.get(&ATTEMPT).map(|record| Attempt::from_record(record));
        Ok(Self {
            key: key.transpose().map_err(malformed(KEY))?,
            attempt: attempt.transpose().map_err(malformed(ATTEMPT))?,
        })
    }

    /// Keeps a key in the place of the one before. Pending until commit.
    pub(super) fn keep_key(&mut self, key: KeptKey, nvm: &mut dyn Nvm) -> Result<(), NvmError> {
        nvm.write(KEY, &key.to_record())?;
        self.key = Some(key);
        Ok(())
    }

    /// Forgets the key: a package was loaded with it. Pending until commit.
    pub(super) fn drop_key(&mut self, nvm: &mut dyn Nvm) -> Result<(), NvmError> {
        match self.key.take() {
            Some(_) => nvm.remove(KEY),
            None => Ok(()),
        }
    }

    /// Notes how far a package came. Pending until commit.
    pub(super) fn note_attempt(&mut self, attempt: Attempt, nvm: &mut dyn Nvm) -> Result<(), NvmError> {
        nvm.write(ATTEMPT, &attempt.to_record())?;
        self.attempt = Some(attempt);
        Ok(())
    }

    /// The attempt is over, and handed out. Pending until commit.
    pub(crate) fn take_attempt(&mut self, nvm: &mut dyn Nvm) -> Result<Option<Attempt>, NvmError> {
        let attempt = self.attempt.take();
        if attempt.is_some() {
            nvm.remove(ATTEMPT)?;
        }
        Ok(attempt)
    }
}

impl KeptKey {
    fn to_record(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.constructed(KEY_RECORD, |w| {
            w.primitive(OID, self.smdp_oid.as_bytes())
                .boolean(Tag(0x80), self.key.curve() == Curve::BrainpoolP256r1)
                .primitive(Tag(0x81), &self.key.secret());
        });
        writer.into_bytes()
    }

    fn from_record(record: &[u8]) -> Result<Self, DecodeError> {
        let record = Tlv::parse_exact(record)?.expect(KEY_RECORD)?;
        let curve = if record.child(Tag(0x80))?.boolean()? {
            Curve::BrainpoolP256r1
        } else {
            Curve::P256
        };
        let secret = record.child(Tag(0x81))?;
        Ok(Self {
            smdp_oid: Oid::from_tlv(record.child(OID)?)?,
            key: OneTimeKey::generate(curve, secret.array("32")?)
                .map_err(|_| secret.invalid("no secret key"))?,
        })
    }
}

impl Attempt {
    fn to_record(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.constructed(ATTEMPT_RECORD, |w| {
            w.primitive(Tag(0x80), self.transaction_id.as_bytes())
                .primitive(OID, self.smdp_oid.as_bytes())
                .text(Tag(0x0C), &self.address)
                .unsigned(Tag(0x81), u32::from(self.command.code()));
            if let Some(iccid) = &self.iccid {
                w.primitive(ICCID, iccid.as_bytes());
            }
        });
        writer.into_bytes()
    }

    fn from_record(record: &[u8]) -> Result<Self, DecodeError> {
        let record = Tlv::parse_exact(record)?.expect(ATTEMPT_RECORD)?;
        Ok(Self {
            transaction_id: TransactionId::from_tlv(record.child(Tag(0x80))?)?,
            smdp_oid: Oid::from_tlv(record.child(OID)?)?,
            address: record.child(Tag(0x0C))?.text()?.to_owned(),
            command: BppCommandId::from_code(record.child(Tag(0x81))?.small()?),
            iccid: record.find(ICCID)?.map(Iccid::from_tlv).transpose()?,
        })
    }
}
