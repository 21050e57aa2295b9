//! A bound profile package on its way in (SGP.22 §2.5.4, §5.5): what each segment does, and what may come next.

use signoff_protocol::es8p::{
    BOUND_PROFILE_PACKAGE, ConfigureIsdpRequest, ControlRefTemplate, INSTALL_BOUND_PROFILE_PACKAGE,
    InitialiseSecureChannelRequest, ReplaceSessionKeysRequest, StoreMetadataRequest,
};
use signoff_protocol::es10b::{BppCommandId, ErrorReason};
use signoff_protocol::message::Decode as _;
use signoff_protocol::profile::ProfileClass;
use signoff_protocol::tlv::{Children, Tag, Tlv};

use super::kept::Attempt;
use super::policy::rules_are_allowed;
use super::segment::{
    Failure, SECOND_SEQUENCE_OF_87, SEQUENCE_OF_86, SEQUENCE_OF_87, SEQUENCE_OF_88, header, open_all,
};
use super::session::{Authenticated, Prepared};
use super::{Bsp, CONFIGURE, ELEMENTS, METADATA, derive};
use crate::card_file::PolicyRuleName;
use crate::isd_r::Euicc;
use crate::personality::CardPersonality;

/// Longest names and icon of a profile, bytes (SGP.22 §5.5.3).
const PROVIDER_NAME_BYTES: usize = 32;
const PROFILE_NAME_BYTES: usize = 64;
const ICON_BYTES: usize = 1024;
/// Most metadata that are collected: the icon, the names, and many addresses, bytes.
const METADATA_BYTES: usize = 16_384;
/// Longest dpProprietaryData, with tag and length, bytes (SGP.22 §5.5.2).
const PROPRIETARY_BYTES: usize = 128;

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Configure,
    MetadataHeader,
    Metadata { left: usize },
    KeysOrElements,
    ElementsHeader,
    Elements { left: usize },
    Complete,
}

/// A package whose secure channel is open.
pub(crate) struct Load {
    authenticated: Authenticated,
    bsp: Bsp,
    stage: Stage,
    /// Bytes of the package that are still to come.
    remaining: usize,
    plain: Vec<u8>,
    metadata: Option<StoreMetadataRequest>,
}

/// A package whose parts have all come.
pub(super) struct Loaded {
    pub(super) authenticated: Authenticated,
    pub(super) metadata: StoreMetadataRequest,
    /// The unprotected profile package.
    pub(super) upp: Vec<u8>,
}

impl Load {
    /// The first segment: header of the package, and InitialiseSecureChannel. With the failure the session comes
    /// back.
    pub(super) fn start(
        prepared: Prepared,
        euicc: &Euicc,
        segment: &[u8],
    ) -> Result<Self, Box<(Authenticated, Failure)>> {
        match initialise(&prepared, euicc, segment) {
            Ok((bsp, remaining)) => Ok(Self {
                authenticated: prepared.authenticated,
                bsp,
                stage: Stage::Configure,
                remaining,
                plain: Vec::new(),
                metadata: None,
            }),
            Err(reason) => {
                let failure = Failure::new(BppCommandId::InitialiseSecureChannel, reason);
                Err(Box::new((prepared.authenticated, failure)))
            }
        }
    }

    pub(super) const fn authenticated(&self) -> &Authenticated {
        &self.authenticated
    }

    pub(super) fn into_authenticated(self) -> Authenticated {
        self.authenticated
    }

    /// The profile, once its metadata are known.
    pub(super) const fn metadata(&self) -> Option<&StoreMetadataRequest> {
        self.metadata.as_ref()
    }

    /// What an interruption would interrupt.
    pub(super) fn attempt(&self) -> Attempt {
        Attempt {
            transaction_id: self.authenticated.transaction_id,
            smdp_oid: self.authenticated.server.oid().clone(),
            address: self.authenticated.address.clone(),
            command: self.command(),
            iccid: self.metadata().map(|metadata| metadata.iccid),
        }
    }

    const fn command(&self) -> BppCommandId {
        match self.stage {
            Stage::Configure => BppCommandId::ConfigureIsdp,
            Stage::MetadataHeader | Stage::Metadata { .. } => BppCommandId::StoreMetadata,
            Stage::KeysOrElements | Stage::ElementsHeader | Stage::Elements { .. } | Stage::Complete => {
                BppCommandId::LoadProfileElements
            }
        }
    }

    /// Takes the next segment.
    pub(super) fn take(
        &mut self,
        euicc: &Euicc,
        personality: &CardPersonality,
        segment: &[u8],
    ) -> Result<(), Failure> {
        let structure = Failure::structure(self.command());
        self.remaining = self
            .remaining
            .checked_sub(segment.len())
            .ok_or(structure.clone())?;
        match self.stage {
            Stage::Configure => self.configure_isdp(segment)?,
            Stage::MetadataHeader => {
                let (left, elements) = header(segment, SEQUENCE_OF_88).ok_or(structure)?;
                self.stage = Stage::Metadata { left };
                self.store_metadata(euicc, personality, elements)?;
            }
            Stage::Metadata { .. } => self.store_metadata(euicc, personality, segment)?,
            Stage::KeysOrElements if Tag::read(segment) == Some(SECOND_SEQUENCE_OF_87) => {
                self.replace_session_keys(segment)?;
            }
            Stage::KeysOrElements | Stage::ElementsHeader => {
                let (left, elements) = header(segment, SEQUENCE_OF_86).ok_or(structure)?;
                if left > free_bytes(euicc, personality) {
                    return Err(no_memory());
                }
                self.stage = Stage::Elements { left };
                self.plain.reserve_exact(left);
                self.load_elements(elements)?;
            }
            Stage::Elements { .. } => self.load_elements(segment)?,
            Stage::Complete => return Err(structure),
        }
        // The parts must fill the package.
        if (self.remaining == 0) == (self.stage == Stage::Complete) {
            Ok(())
        } else {
            Err(Failure::structure(self.command()))
        }
    }

    /// The parts, if they have all come; otherwise the load goes on.
    pub(super) fn complete(self: Box<Self>) -> Result<Loaded, Box<Self>> {
        match (self.stage, &self.metadata) {
            (Stage::Complete, Some(metadata)) => Ok(Loaded {
                metadata: metadata.clone(),
                authenticated: self.authenticated,
                upp: self.plain,
            }),
            _ => Err(self),
        }
    }

    fn configure_isdp(&mut self, segment: &[u8]) -> Result<(), Failure> {
        let command = BppCommandId::ConfigureIsdp;
        let plain = self.open_sequence(segment, SEQUENCE_OF_87, command)?;
        let request = ConfigureIsdpRequest::from_der(&plain).map_err(|_| Failure::input(command))?;
        if let Some(data) = &request.dp_proprietary_data {
            // dpOid names the SM-DP+ whose session this is.
            let named = Children::of(data)
                .flatten()
                .find(|child| child.tag() == Tag(0x80));
            let other = named.is_some_and(|oid| oid.value() != self.authenticated.server.oid().as_bytes());
            if other || data.len() + 2 > PROPRIETARY_BYTES {
                return Err(Failure::input(command));
            }
        }
        self.stage = Stage::MetadataHeader;
        Ok(())
    }

    fn store_metadata(
        &mut self,
        euicc: &Euicc,
        personality: &CardPersonality,
        elements: &[u8],
    ) -> Result<(), Failure> {
        let command = BppCommandId::StoreMetadata;
        let left = match self.stage {
            Stage::Metadata { left } => left.checked_sub(elements.len()),
            _ => None,
        };
        let left = left.ok_or(Failure::structure(command))?;
        self.stage = Stage::Metadata { left };
        open_all(&mut self.bsp, elements, METADATA, command, &mut self.plain)?;
        if self.plain.len() > METADATA_BYTES {
            return Err(Failure::input(command));
        }
        if left > 0 {
            return Ok(());
        }
        let metadata = StoreMetadataRequest::from_der(&std::mem::take(&mut self.plain))
            .map_err(|_| Failure::input(command))?;
        let checked = check_metadata(&metadata, euicc, personality);
        // The result names the profile even where it is refused.
        self.metadata = Some(metadata);
        checked.map_err(|reason| Failure::new(command, reason))?;
        self.stage = Stage::KeysOrElements;
        Ok(())
    }

    fn replace_session_keys(&mut self, segment: &[u8]) -> Result<(), Failure> {
        let command = BppCommandId::ReplaceSessionKeys;
        let plain = self.open_sequence(segment, SECOND_SEQUENCE_OF_87, command)?;
        let keys = ReplaceSessionKeysRequest::from_der(&plain).map_err(|_| Failure::input(command))?;
        self.bsp = Bsp::from_ppk(keys.initial_mac_chaining_value, keys.ppk_enc, keys.ppk_cmac);
        self.stage = Stage::ElementsHeader;
        Ok(())
    }

    fn load_elements(&mut self, elements: &[u8]) -> Result<(), Failure> {
        let command = BppCommandId::LoadProfileElements;
        let left = match self.stage {
            Stage::Elements { left } if left > 0 => left.checked_sub(elements.len()),
            _ => None,
        };
        let left = left.ok_or(Failure::structure(command))?;
        open_all(&mut self.bsp, elements, ELEMENTS, command, &mut self.plain)?;
        self.stage = match left {
            0 => Stage::Complete,
            left => Stage::Elements { left },
        };
        Ok(())
    }

    /// Opens a sequence that comes as a whole.
    fn open_sequence(&mut self, segment: &[u8], tag: Tag, command: BppCommandId) -> Result<Vec<u8>, Failure> {
        let sequence = Tlv::parse_exact(segment)
            .and_then(|sequence| sequence.expect(tag))
            .map_err(|_| Failure::structure(command))?;
        if sequence.value().is_empty() {
            return Err(Failure::structure(command));
        }
        let mut plain = Vec::new();
        open_all(&mut self.bsp, sequence.value(), CONFIGURE, command, &mut plain)?;
        Ok(plain)
    }
}

/// Checks InitialiseSecureChannel (SGP.22 §5.5.1) and agrees on the keys.
fn initialise(prepared: &Prepared, euicc: &Euicc, segment: &[u8]) -> Result<(Bsp, usize), ErrorReason> {
    let input = ErrorReason::IncorrectInputValues;
    let (length, first) = header(segment, BOUND_PROFILE_PACKAGE).ok_or(input)?;
    let request = InitialiseSecureChannelRequest::from_der(first).map_err(|_| input)?;
    let signed = request.signed_part(&prepared.key.public());
    if !prepared.server.verifies(&signed, &request.signature) {
        return Err(ErrorReason::InvalidSignature);
    }
    if request.transaction_id != prepared.authenticated.transaction_id {
        return Err(ErrorReason::InvalidTransactionId);
    }
    if request.remote_op_id != INSTALL_BOUND_PROFILE_PACKAGE {
        return Err(ErrorReason::UnsupportedRemoteOperationType);
    }
    let template = &request.control_ref_template;
    if (template.key_type, template.key_len) != (ControlRefTemplate::AES, ControlRefTemplate::AES_128) {
        return Err(ErrorReason::UnsupportedCrtValues);
    }
    let secret = prepared.key.agree(&request.smdp_otpk).map_err(|_| input)?;
    let eid = euicc.eid().ok_or(ErrorReason::InstallFailedDueToUnknownError)?;
    let keys = derive(&secret, &template.host_id, &eid);
    Ok((Bsp::new(&keys), length - first.len()))
}

/// Checks StoreMetadata (SGP.22 §5.5.3).
fn check_metadata(
    metadata: &StoreMetadataRequest,
    euicc: &Euicc,
    personality: &CardPersonality,
) -> Result<(), ErrorReason> {
    let too_long = metadata.service_provider_name.len() > PROVIDER_NAME_BYTES
        || metadata.profile_name.len() > PROFILE_NAME_BYTES
        || metadata.icon.as_ref().is_some_and(|icon| icon.len() > ICON_BYTES);
    if too_long || metadata.icon.is_some() != metadata.icon_type.is_some() {
        return Err(ErrorReason::IncorrectInputValues);
    }
    if metadata.class == ProfileClass::Test && !personality.test_profiles {
        return Err(ErrorReason::UnsupportedProfileClass);
    }
    if euicc.profiles.by_iccid(metadata.iccid).is_some() {
        return Err(ErrorReason::InstallFailedDueToIccidAlreadyExistsOnEuicc);
    }
    let rules = metadata.policy_rules.unwrap_or_default();
    let forbidden = PolicyRuleName::set(&personality.forbidden_rules);
    if !rules_are_allowed(rules, metadata.owner.as_ref(), &euicc.rat, forbidden) {
        return Err(ErrorReason::PprNotAllowed);
    }
    Ok(())
}

pub(super) fn free_bytes(euicc: &Euicc, personality: &CardPersonality) -> usize {
    usize::try_from(euicc.free_bytes(personality)).unwrap_or(usize::MAX)
}

pub(super) const fn no_memory() -> Failure {
    Failure::new(
        BppCommandId::LoadProfileElements,
        ErrorReason::InstallFailedDueToInsufficientMemoryForProfile,
    )
}
