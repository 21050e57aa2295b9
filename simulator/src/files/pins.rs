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

#[cfg(test)]
mod tests {
    use super::super::testbed::{PIN1, PIN2, PUK1, at, file, files, pin_command};
    use super::*;

    const WRONG: [u8; 8] = [0x30; 8];
    const NEW: [u8; 8] = *b"987654\xFF\xFF";

    #[test]
    fn a_life_of_a_pin() {
        use PinCommand::{Change, Disable, Enable, Unblock, Verify};
        let mut files = files();
        let mf = FileHandle::MF;
        for (command, values, want) in [
            (Verify, &[WRONG][..], 0x63C2),
            (Verify, &[PIN1], 0x9000),
            (Enable, &[PIN1], 0x6985),
            (Change, &[WRONG, NEW], 0x63C2),
            (Change, &[PIN1, NEW], 0x9000),
            (Verify, &[PIN1], 0x63C2),
            (Disable, &[WRONG], 0x63C1),
            (Disable, &[NEW], 0x9000),
            (Verify, &[NEW], 0x6984),
            (Change, &[NEW, PIN1], 0x6984),
            (Disable, &[NEW], 0x6984),
            (Enable, &[WRONG], 0x63C2),
            (Enable, &[NEW], 0x9000),
            (Verify, &[WRONG], 0x63C2),
            (Verify, &[WRONG], 0x63C1),
            (Verify, &[WRONG], 0x63C0),
            (Verify, &[NEW], 0x6983),
            (Unblock, &[WRONG, PIN1], 0x63C9),
            (Unblock, &[PUK1, PIN1], 0x9000),
            (Verify, &[PIN1], 0x9000),
        ] {
            let found = pin_command(&mut files, mf, 1, command, values);
            assert_eq!(found, want, "{command:?} {values:02X?}: {found:04X}");
        }
        assert_eq!(files.tries(mf, 1, false).get(), 0x63C3);
        assert_eq!(files.tries(mf, 1, true).get(), 0x63CA);
        assert_eq!(pin_command(&mut files, mf, 0x0A, Unblock, &[PUK1, NEW]), 0x6A88);
        assert_eq!(pin_command(&mut files, mf, 2, Verify, &[PIN1]), 0x6A88);
    }

    #[test]
    fn local_pins_belong_to_their_application() {
        let mut files = files();
        let usim = file(&files, &[0x7FD0]);
        let below = file(&files, &[0x7FD0, 0x5F3A]);
        assert_eq!(files.tries(FileHandle::MF, 0x81, false).get(), 0x6A88);
        assert_eq!(
            pin_command(&mut files, below, 0x81, PinCommand::Verify, &[PIN2]),
            0x9000
        );
        let special = at(&files, &[0x7FD0, 0x6F4B]).file.unwrap();
        files.update_binary(special, 0, &[1]).unwrap();
        files.set_active(special, false).unwrap();
        assert_eq!(
            files.read_binary(special, 0, 1),
            Err(StatusWord::CONDITIONS_OF_USE)
        );
        files.set_active(special, true).unwrap();
        assert_eq!(files.read_binary(special, 0, 1), Ok(vec![1]));
        files.forget_verified_in(usim);
        assert_eq!(
            files.update_binary(special, 0, &[2]),
            Err(StatusWord::SECURITY_STATUS)
        );
    }

    #[test]
    fn a_wrong_value_takes_the_right_ones_effect_away() {
        let mut files = files();
        let imsi = file(&files, &[0x7FD0, 0x6F07]);
        assert_eq!(files.read_binary(imsi, 0, 2), Err(StatusWord::SECURITY_STATUS));
        pin_command(&mut files, FileHandle::MF, 1, PinCommand::Verify, &[PIN1]);
        assert_eq!(files.read_binary(imsi, 0, 2), Ok(vec![8, 0x29]));
        pin_command(&mut files, FileHandle::MF, 1, PinCommand::Verify, &[WRONG]);
        assert_eq!(files.read_binary(imsi, 0, 2), Err(StatusWord::SECURITY_STATUS));
        pin_command(&mut files, FileHandle::MF, 1, PinCommand::Verify, &[PIN1]);
        files.forget_verified();
        assert_eq!(files.read_binary(imsi, 0, 2), Err(StatusWord::SECURITY_STATUS));
        pin_command(&mut files, FileHandle::MF, 1, PinCommand::Disable, &[PIN1]);
        files.forget_verified();
        assert_eq!(
            files.read_binary(imsi, 0, 2),
            Ok(vec![8, 0x29]),
            "a disabled PIN guards nothing"
        );
    }
}
