//! What an eUICC keeps, decoded; every change is written through and committed by the function that made it.

use std::sync::Arc;

use signoff_protocol::es10b::{EimConfigurationData, GetRatResponse, ProfilePolicyAuthorisationRule};
use signoff_protocol::id::{Eid, Iccid};
use signoff_protocol::message::Unknown;
use signoff_protocol::tlv::Bits;

use super::state::State;
use super::switch::Switch;
use crate::card::CardError;
use crate::card_file::{CardFile, CardKind, OperatorFile, PendingKind, RatRow};
use crate::files::FileSystem;
use crate::notification::Notifications;
use crate::nvm::{Nvm, NvmError, Tearing};
use crate::personality::CardPersonality;
use crate::pki::Pki;
use crate::profile::{Profile, Profiles};
use crate::rsp::Kept;

/// Non-volatile memory of a card, with a power that can be cut.
pub(crate) type CardMemory = Tearing<Box<dyn Nvm + Send>>;

/// Everything that survives a reset.
pub(crate) struct Euicc {
    pub(super) eid: Option<Eid>,
    pub(crate) pki: Option<Arc<Pki>>,
    pub(crate) rat: GetRatResponse,
    /// The eIMs of an IoT eUICC; `None` on every other card.
    pub(super) eims: Option<Vec<EimConfigurationData>>,
    pub(super) root_smds_address: String,
    pub(super) factory_smdp_address: Option<String>,
    pub(crate) profiles: Profiles,
    pub(crate) notifications: Notifications,
    pub(super) default_smdp_address: Option<String>,
    /// The operational profile that was enabled before a test profile.
    pub(super) resume: Option<Iccid>,
    /// A change of the enabled profile that waits for its REFRESH.
    pub(super) switch: Option<Switch>,
    /// What of an RSP session survives without power.
    pub(crate) kept: Kept,
    pub(crate) nvm: CardMemory,
}

impl Euicc {
    /// What the memory holds or, if it is empty, what the file says.
    pub(crate) fn build(
        file: &CardFile,
        nvm: Box<dyn Nvm + Send>,
        pki: Option<Arc<Pki>>,
    ) -> Result<Self, CardError> {
        let personality = &file.personality;
        let mut euicc = Self {
            eid: file.eid,
            pki,
            rat: GetRatResponse {
                table: file.rat.iter().map(rule).collect(),
                unknown: Unknown::none(),
            },
            eims: (file.kind == CardKind::Iot).then(|| eims(file)),
            root_smds_address: file.root_smds_address.clone(),
            factory_smdp_address: file.default_smdp_address.clone(),
            profiles: Profiles::default(),
            notifications: Notifications::new(personality.first_seq(), personality.notification_capacity),
            default_smdp_address: file.default_smdp_address.clone(),
            resume: None,
            switch: None,
            kept: Kept::default(),
            nvm: Tearing::new(nvm),
        };
        if !euicc.load(personality)? {
            euicc.personalise(file)?;
        }
        Ok(euicc)
    }

    /// Reads everything from the memory again, as after a loss of power. `false`: the memory is empty.
    pub(crate) fn load(&mut self, personality: &CardPersonality) -> Result<bool, CardError> {
        let image = self.nvm.load()?;
        let Some(state) = State::load(&image)? else {
            return Ok(false);
        };
        if state.eid != self.eid {
            let name = |eid: Option<Eid>| eid.map_or_else(|| "none".to_owned(), |eid| eid.to_string());
            return Err(CardError::ForeignImage {
                found: name(state.eid),
                expected: name(self.eid),
            });
        }
        self.profiles = Profiles::load(&image)?;
        self.notifications = Notifications::load(&image, state.next_seq, personality.notification_capacity)?;
        self.default_smdp_address = state.default_smdp_address;
        self.resume = state.resume;
        self.switch = state.switch;
        self.kept = Kept::load(&image)?;
        Ok(true)
    }

    /// Writes what the card leaves the factory with.
    fn personalise(&mut self, file: &CardFile) -> Result<(), CardError> {
        for (profile, aid) in file
            .profiles
            .iter()
            .zip((0..).map_while(|place| file.isdp_aid(place)))
        {
            self.profiles
                .add(Profile::from_file(profile, aid), &mut self.nvm)?;
        }
        for pending in &file.pending_notifications {
            let profile = pending
                .profile
                .as_ref()
                .and_then(|name| file.profile(name))
                .and_then(|profile| self.profiles.by_iccid(profile.iccid));
            let Some(iccid) = pending.iccid.or(profile.map(|profile| profile.iccid)) else {
                continue;
            };
            let installed = match pending.kind() {
                PendingKind::InstallationResult => {
                    Some(profile.map_or(signoff_protocol::id::Aid::isd_p(0x0010), |profile| profile.aid))
                }
                PendingKind::Other => None,
            };
            for _ in 0..pending.repeat {
                self.notifications.push(
                    pending.event.into(),
                    iccid,
                    &pending.address,
                    installed,
                    &mut self.nvm,
                )?;
            }
        }
        self.commit()?;
        Ok(())
    }

    /// Makes a change true: counter, addresses and switch, with everything that is pending in the memory.
    pub(crate) fn commit(&mut self) -> Result<(), NvmError> {
        let state = State {
            eid: self.eid,
            next_seq: self.notifications.next(),
            default_smdp_address: self.default_smdp_address.clone(),
            resume: self.resume,
            switch: self.switch,
        };
        state.store(&mut self.nvm)?;
        self.nvm.commit()
    }

    /// The enabled profile, whose files the card shows.
    pub(crate) fn enabled(&self) -> Option<&Profile> {
        self.profiles.enabled()
    }

    /// The files that the card shows.
    pub(crate) fn files(&mut self, personality: &CardPersonality) -> &mut FileSystem {
        self.profiles.files(personality.no_profile)
    }

    /// Makes what was changed in the files true.
    pub(crate) fn keep_files(&mut self) -> Result<(), NvmError> {
        self.profiles.store_changes(&mut self.nvm)?;
        self.nvm.commit()
    }

    /// What ends with a card session: PINs are to be verified anew.
    pub(crate) fn end_session(&mut self) {
        self.profiles.forget_verified();
    }

    /// The EID, for the ECASD.
    pub(crate) const fn eid(&self) -> Option<Eid> {
        self.eid
    }

    /// Keys and certificates.
    pub(crate) const fn pki(&self) -> Option<&Arc<Pki>> {
        self.pki.as_ref()
    }

    /// Free non-volatile memory, bytes.
    pub(crate) fn free_bytes(&self, personality: &CardPersonality) -> u32 {
        let used = u32::try_from(self.profiles.memory_bytes()).unwrap_or(u32::MAX);
        personality.profile_memory_bytes.saturating_sub(used)
    }

    /// The memory, to cut its power or give it back.
    pub(crate) const fn memory(&mut self) -> &mut CardMemory {
        &mut self.nvm
    }
}

fn eims(file: &CardFile) -> Vec<EimConfigurationData> {
    let eims = file.eims.iter().map(|eim| EimConfigurationData {
        id: eim.id.clone(),
        fqdn: eim.fqdn.clone(),
        unknown: Unknown::none(),
    });
    eims.collect()
}

fn rule(row: &RatRow) -> ProfilePolicyAuthorisationRule {
    ProfilePolicyAuthorisationRule {
        rules: crate::card_file::PolicyRuleName::set(&row.rules),
        allowed_operators: row.operators.iter().map(OperatorFile::to_operator_id).collect(),
        flags: if row.consent_required {
            Bits::only(0)
        } else {
            Bits::NONE
        },
        unknown: Unknown::none(),
    }
}
