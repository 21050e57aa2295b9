//! All profiles, decoded and written through.

use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileState, ProfileTarget};

use super::Profile;
use super::active::ActiveFiles;
use crate::card::CardError;
use crate::files::FileSystem;
use crate::nvm::{Image, Key, Nvm, NvmError};
use crate::personality::NoProfile;

/// Kind of the records of profiles, one for each ISD-P.
const KIND: u8 = 2;
/// Kind of the records of their packages, with the same numbers.
const PACKAGE: u8 = 16;
/// Kind of the records of their changed files, with the same numbers.
const CHANGES: u8 = 17;

/// The profiles in the order of their ISD-Ps, each with the number of its record.
#[derive(Debug, Default)]
pub(crate) struct Profiles {
    list: Vec<(u32, Profile)>,
    /// The files that the card shows, from when they are first asked for.
    active: Option<ActiveFiles>,
}

impl Profiles {
    /// The profiles of an image.
    pub(crate) fn load(image: &Image) -> Result<Self, CardError> {
        let list = image
            .range(Key::new(KIND, 0)..=Key::new(KIND, u32::MAX))
            .map(|(key, record)| match Profile::from_record(record) {
                Ok(mut profile) => {
                    let number = key.number();
                    let package = image.get(&Key::new(PACKAGE, number));
                    profile.upp = package.map(|upp| upp.as_ref().into());
                    profile.changes = image.get(&Key::new(CHANGES, number)).cloned();
                    Ok((number, profile))
                }
                Err(error) => Err(CardError::Image {
                    key: *key,
                    problem: error.to_string(),
                }),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { list, active: None })
    }

    /// Adds a profile behind the others. Pending until commit.
    pub(crate) fn add(&mut self, profile: Profile, nvm: &mut dyn Nvm) -> Result<(), NvmError> {
        let number = self.list.last().map_or(0, |(number, _)| number + 1);
        nvm.write(Key::new(KIND, number), &profile.to_record())?;
        if let Some(upp) = &profile.upp {
            nvm.write(Key::new(PACKAGE, number), upp)?;
        }
        self.list.push((number, profile));
        self.active = None;
        Ok(())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.list.iter().map(|(_, profile)| profile)
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn enabled(&self) -> Option<&Profile> {
        self.iter().find(|profile| profile.is_enabled())
    }

    pub(crate) fn find(&self, target: &ProfileTarget) -> Option<&Profile> {
        self.iter().find(|profile| profile.is_target(target))
    }

    pub(crate) fn by_iccid(&self, iccid: Iccid) -> Option<&Profile> {
        self.iter().find(|profile| profile.iccid == iccid)
    }

    /// Bytes of non-volatile memory that all profiles take.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.iter().map(Profile::memory_bytes).sum()
    }

    /// The files that the card shows: those of the enabled profile, or what there is without one.
    pub(crate) fn files(&mut self, without: NoProfile) -> &mut FileSystem {
        let mut profiles = self.list.iter().map(|(_, profile)| profile);
        let enabled = profiles.find(|profile| profile.is_enabled());
        self.active
            .get_or_insert_with(|| ActiveFiles::of(enabled, without))
            .files()
    }

    /// Forgets which PINs were verified.
    pub(crate) fn forget_verified(&mut self) {
        if let Some(active) = &mut self.active {
            active.files().forget_verified();
        }
    }

    /// Keeps what has changed in the files of the enabled profile. Pending until commit.
    pub(crate) fn store_changes(&mut self, nvm: &mut dyn Nvm) -> Result<(), NvmError> {
        let enabled = self.list.iter_mut().find(|(_, profile)| profile.is_enabled());
        let (Some((number, profile)), Some(active)) = (enabled, &mut self.active) else {
            return Ok(());
        };
        let changes = active.files().changes();
        nvm.write(Key::new(CHANGES, *number), &changes)?;
        profile.changes = Some(changes.into());
        Ok(())
    }

    /// Changes the state of a profile. Pending until commit.
    pub(crate) fn set_state(
        &mut self,
        iccid: Iccid,
        state: ProfileState,
        nvm: &mut dyn Nvm,
    ) -> Result<(), NvmError> {
        self.active = None;
        self.change(iccid, nvm, |profile| profile.set_state(state))
    }

    /// Names a profile; an empty text takes the name away. Pending until commit.
    pub(crate) fn set_nickname(
        &mut self,
        iccid: Iccid,
        nickname: String,
        nvm: &mut dyn Nvm,
    ) -> Result<(), NvmError> {
        self.change(iccid, nvm, |profile| profile.set_nickname(nickname))
    }

    /// Takes a profile away. Pending until commit.
    pub(crate) fn remove(&mut self, iccid: Iccid, nvm: &mut dyn Nvm) -> Result<(), NvmError> {
        let Some(place) = self.list.iter().position(|(_, profile)| profile.iccid == iccid) else {
            return Ok(());
        };
        let (number, profile) = self.list.remove(place);
        self.active = None;
        nvm.remove(Key::new(KIND, number))?;
        if profile.upp.is_some() {
            nvm.remove(Key::new(PACKAGE, number))?;
        }
        if profile.changes.is_some() {
            nvm.remove(Key::new(CHANGES, number))?;
        }
        Ok(())
    }

    fn change(
        &mut self,
        iccid: Iccid,
        nvm: &mut dyn Nvm,
        change: impl FnOnce(&mut Profile),
    ) -> Result<(), NvmError> {
        let Some((number, profile)) = self.list.iter_mut().find(|(_, profile)| profile.iccid == iccid) else {
            return Ok(());
        };
        change(profile);
        nvm.write(Key::new(KIND, *number), &profile.to_record())
    }
}
