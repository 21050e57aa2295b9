//! All profiles, decoded and written through.

use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileState, ProfileTarget};

use super::Profile;
use crate::card::CardError;
use crate::nvm::{Image, Key, Nvm, NvmError};

/// Kind of the records of profiles, one for each ISD-P.
const KIND: u8 = 2;

/// The profiles in the order of their ISD-Ps, each with the number of its record.
#[derive(Debug, Default)]
pub(crate) struct Profiles(Vec<(u32, Profile)>);

impl Profiles {
    /// The profiles of an image.
    pub(crate) fn load(image: &Image) -> Result<Self, CardError> {
        image
            .range(Key::new(KIND, 0)..=Key::new(KIND, u32::MAX))
            .map(|(key, record)| match Profile::from_record(record) {
                Ok(profile) => Ok((key.number(), profile)),
                Err(error) => Err(CardError::Image {
                    key: *key,
                    problem: error.to_string(),
                }),
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Adds a profile behind the others. Pending until commit.
    pub(crate) fn add(&mut self, profile: Profile, nvm: &mut dyn Nvm) -> Result<(), NvmError> {
        let number = self.0.last().map_or(0, |(number, _)| number + 1);
        nvm.write(Key::new(KIND, number), &profile.to_record())?;
        self.0.push((number, profile));
        Ok(())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.0.iter().map(|(_, profile)| profile)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
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

    /// Changes the state of a profile. Pending until commit.
    pub(crate) fn set_state(
        &mut self,
        iccid: Iccid,
        state: ProfileState,
        nvm: &mut dyn Nvm,
    ) -> Result<(), NvmError> {
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
        let Some(place) = self.0.iter().position(|(_, profile)| profile.iccid == iccid) else {
            return Ok(());
        };
        let (number, _) = self.0.remove(place);
        nvm.remove(Key::new(KIND, number))
    }

    fn change(
        &mut self,
        iccid: Iccid,
        nvm: &mut dyn Nvm,
        change: impl FnOnce(&mut Profile),
    ) -> Result<(), NvmError> {
        let Some((number, profile)) = self.0.iter_mut().find(|(_, profile)| profile.iccid == iccid) else {
            return Ok(());
        };
        change(profile);
        nvm.write(Key::new(KIND, *number), &profile.to_record())
    }
}
