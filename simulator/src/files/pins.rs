//! VERIFY, CHANGE, DISABLE, ENABLE and UNBLOCK PIN (ETSI TS 102 221 §9.5, §11.1.9 to §11.1.13).
//!
//! A try is spent before a value is compared, and the caller makes that permanent in between: no cut of the
//! power gives a try back.

use signoff_protocol::apdu::StatusWord;

use super::file_system::Directory;
use super::pin::{Pin, Puk, Secret};
use super::{FileHandle, FileSystem};

/// No try is left.
const BLOCKED: StatusWord = StatusWord::new(0x6983);
/// The PIN is disabled.
const DISABLED: StatusWord = StatusWord::new(0x6984);

/// `63Cx`
const fn tries_left(tries: u8) -> StatusWord {
    StatusWord::from_bytes(0x63, 0xC0 | (tries & 0x0F))
}

/// A PIN or PUK of a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SecretPlace {
    directory: FileHandle,
    place: usize,
    puk: bool,
}

/// A command with a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PinCommand {
    Verify,
    Change,
    Disable,
    Enable,
    Unblock,
}

impl FileSystem {
    /// Finds what a command compares with, and refuses what can't be done whatever the value is.
    pub(crate) fn secret_of(
        &self,
        from: FileHandle,
        reference: u8,
        command: PinCommand,
    ) -> Result<SecretPlace, StatusWord> {
        let place = self
            .pin_place(from, reference)
            .ok_or(StatusWord::REFERENCE_NOT_FOUND)?;
        let pin = self.pin_at(place).ok_or(StatusWord::REFERENCE_NOT_FOUND)?;
        match command {
            PinCommand::Unblock => self.puk_place(place).ok_or(StatusWord::REFERENCE_NOT_FOUND),
            PinCommand::Verify | PinCommand::Change | PinCommand::Disable if !pin.enabled => Err(DISABLED),
            PinCommand::Change if !pin.changeable => Err(StatusWord::CONDITIONS_OF_USE),
            PinCommand::Disable | PinCommand::Enable if !pin.can_be_disabled => {
                Err(StatusWord::CONDITIONS_OF_USE)
            }
            PinCommand::Enable if pin.enabled => Err(StatusWord::CONDITIONS_OF_USE),
            _ => Ok(place),
        }
    }

    /// `63Cx` with the tries that are left, as an empty VERIFY or UNBLOCK asks for it.
    pub(crate) fn tries(&self, from: FileHandle, reference: u8, puk: bool) -> StatusWord {
        let place = self.pin_place(from, reference);
        let secret = if puk {
            place
                .and_then(|place| self.puk_place(place))
                .and_then(|place| self.secret(place))
        } else {
            place.and_then(|place| self.secret(place))
        };
        secret.map_or(StatusWord::REFERENCE_NOT_FOUND, |secret| tries_left(secret.tries))
    }

    /// Spends a try. To be made permanent before [`FileSystem::compare`].
    pub(crate) fn spend_try(&mut self, place: SecretPlace) -> Result<(), StatusWord> {
        let secret = self.secret_mut(place).ok_or(StatusWord::REFERENCE_NOT_FOUND)?;
        secret.tries = secret.tries.checked_sub(1).ok_or(BLOCKED)?;
        Ok(())
    }

    /// Compares a value; the right one gives all tries back.
    pub(crate) fn compare(&mut self, place: SecretPlace, value: [u8; 8]) -> Result<(), StatusWord> {
        let secret = self.secret_mut(place).ok_or(StatusWord::REFERENCE_NOT_FOUND)?;
        if secret.value == value {
            secret.tries = secret.max_tries;
            return Ok(());
        }
        let answer = tries_left(secret.tries);
        if !place.puk
            && let Some(pin) = self.pin_at_mut(place)
        {
            pin.verified = false;
        }
        Err(answer)
    }

    /// Does what the value was the right one for. `new`: the new PIN, where the command has one.
    pub(crate) fn carry_out(
        &mut self,
        from: FileHandle,
        reference: u8,
        command: PinCommand,
        new: Option<[u8; 8]>,
    ) -> Result<(), StatusWord> {
        let place = self
            .pin_place(from, reference)
            .ok_or(StatusWord::REFERENCE_NOT_FOUND)?;
        let pin = self.pin_at_mut(place).ok_or(StatusWord::REFERENCE_NOT_FOUND)?;
        match command {
            PinCommand::Verify => {}
            PinCommand::Change => pin.secret.value = new.ok_or(StatusWord::WRONG_LENGTH)?,
            PinCommand::Disable => pin.enabled = false,
            PinCommand::Enable => pin.enabled = true,
            PinCommand::Unblock => {
                pin.secret.value = new.ok_or(StatusWord::WRONG_LENGTH)?;
                pin.secret.tries = pin.secret.max_tries;
                pin.enabled = true;
            }
        }
        pin.verified = pin.enabled;
        pin.changed = true;
        Ok(())
    }

    /// Forgets what was verified, as a reset does.
    pub(crate) fn forget_verified(&mut self) {
        for place in 0..self.nodes.len() {
            if let Some(directory) = FileHandle::new(place) {
                self.forget_verified_in(directory);
            }
        }
    }

    /// Forgets the local PINs of an application whose session ended.
    pub(crate) fn forget_verified_in(&mut self, directory: FileHandle) {
        if let Ok(directory) = self.directory_mut(directory) {
            for pin in &mut directory.pins {
                pin.verified = false;
            }
        }
    }

    /// Whether the condition that a key reference stands for holds: its PIN is verified or disabled.
    pub(super) fn is_satisfied(&self, from: FileHandle, reference: u8) -> bool {
        self.pin(from, reference)
            .is_some_and(|pin| !pin.enabled || pin.verified)
    }

    /// The PIN with this reference, seen from a directory.
    pub(super) fn pin(&self, from: FileHandle, reference: u8) -> Option<&Pin> {
        self.pin_at(self.pin_place(from, reference)?)
    }

    fn pin_place(&self, from: FileHandle, reference: u8) -> Option<SecretPlace> {
        let in_directory = |directory: FileHandle| {
            let place = self
                .directory(directory)?
                .pins
                .iter()
                .position(|pin| pin.secret.reference == reference)?;
            Some(SecretPlace {
                directory: self.resolve(directory),
                place,
                puk: false,
            })
        };
        self.upward(from).find_map(|directory| {
            in_directory(directory).or_else(|| in_directory(self.directory(directory)?.shared_pins?))
        })
    }

    fn puk_place(&self, pin: SecretPlace) -> Option<SecretPlace> {
        let reference = self.pin_at(pin)?.puk?;
        self.upward(pin.directory).find_map(|directory| {
            let place = self
                .directory(directory)?
                .puks
                .iter()
                .position(|puk| puk.secret.reference == reference)?;
            Some(SecretPlace {
                directory,
                place,
                puk: true,
            })
        })
    }

    fn pin_at(&self, place: SecretPlace) -> Option<&Pin> {
        self.directory(place.directory)?.pins.get(place.place)
    }

    fn pin_at_mut(&mut self, place: SecretPlace) -> Option<&mut Pin> {
        self.directory_mut(place.directory)
            .ok()?
            .pins
            .get_mut(place.place)
    }

    fn secret(&self, place: SecretPlace) -> Option<&Secret> {
        let Directory { pins, puks, .. } = self.directory(place.directory)?;
        if place.puk {
            puks.get(place.place).map(|puk| &puk.secret)
        } else {
            pins.get(place.place).map(|pin| &pin.secret)
        }
    }

    /// The caller changes it.
    fn secret_mut(&mut self, place: SecretPlace) -> Option<&mut Secret> {
        let Directory { pins, puks, .. } = self.directory_mut(place.directory).ok()?;
        if place.puk {
            let Puk { secret, changed } = puks.get_mut(place.place)?;
            *changed = true;
            Some(secret)
        } else {
            let Pin { secret, changed, .. } = pins.get_mut(place.place)?;
            *changed = true;
            Some(secret)
        }
    }
}
