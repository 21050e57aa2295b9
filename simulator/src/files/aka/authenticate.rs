//! AUTHENTICATE in 3G and GSM context (3GPP TS 31.102 §7.1.2, TS 33.102 §6.3.3 and §6.8.1.2).

use signoff_protocol::apdu::StatusWord;

use super::AkaAlgorithm;
use super::vector::{Vector, piece, xored};
use crate::files::file_system::Directory;
use crate::files::{FileHandle, FileSystem};

/// The MAC is not that of the network.
const WRONG_MAC: StatusWord = StatusWord::new(0x9862);
const SUCCESS: u8 = 0xDB;
const RESYNCHRONISE: u8 = 0xDC;
/// Service table of a USIM.
const EF_UST: u16 = 0x6F38;
/// Service 27, GSM access: byte and bit.
const GSM_ACCESS: (usize, u8) = (3, 0x04);
/// Key reference of the PIN that AUTHENTICATE is bound to.
const PIN: u8 = 0x01;

/// What a network is authenticated for (P2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    Gsm,
    ThirdGeneration,
}

impl FileSystem {
    /// Answers a challenge with the key of an application. A fresh sequence number is remembered; the caller makes
    /// that permanent.
    pub(crate) fn authenticate(
        &mut self,
        adf: FileHandle,
        context: Context,
        data: &[u8],
    ) -> Result<Vec<u8>, StatusWord> {
        let pin = self
            .directory(adf)
            .and_then(|own| own.references.first().copied());
        if !self.is_satisfied(adf, pin.unwrap_or(PIN)) {
            return Err(StatusWord::SECURITY_STATUS);
        }
        let gsm_access = self.has_gsm_access(adf);
        let owner = self.aka_owner(adf).ok_or(StatusWord::CONDITIONS_OF_USE)?;
        let directory = self
            .directory_mut(owner)
            .map_err(|_| StatusWord::CONDITIONS_OF_USE)?;
        match context {
            Context::Gsm => gsm(directory, data),
            Context::ThirdGeneration => third_generation(directory, data, gsm_access),
        }
    }

    /// The application whose key is used.
    fn aka_owner(&self, adf: FileHandle) -> Option<FileHandle> {
        let own = self.directory(adf)?;
        let owner = own.shared_aka.unwrap_or(adf);
        self.directory(owner)?.aka.as_ref().map(|_| owner)
    }

    fn has_gsm_access(&self, adf: FileHandle) -> bool {
        let (byte, bit) = GSM_ACCESS;
        self.child(adf, EF_UST)
            .and_then(|table| self.content(table))
            .and_then(|table| table.get(byte).copied())
            .is_some_and(|services| services & bit != 0)
    }
}

fn gsm(directory: &Directory, data: &[u8]) -> Result<Vec<u8>, StatusWord> {
    let aka = directory.aka.as_ref().ok_or(StatusWord::CONDITIONS_OF_USE)?;
    let [16, rand @ ..] = data else {
        return Err(StatusWord::WRONG_LENGTH);
    };
    let rand: &[u8; 16] = rand.try_into().map_err(|_| StatusWord::WRONG_LENGTH)?;
    let vector = aka.algorithm.vector(rand);
    let mut answer = Vec::new();
    push(&mut answer, &sres(&vector));
    push(&mut answer, &kc(&vector));
    Ok(answer)
}

fn third_generation(directory: &mut Directory, data: &[u8], gsm_access: bool) -> Result<Vec<u8>, StatusWord> {
    let (rand, autn) = match data {
        [16, rest @ ..] => match rest.split_first_chunk::<16>() {
            Some((rand, [16, autn @ ..])) => (rand, autn),
            _ => return Err(StatusWord::WRONG_LENGTH),
        },
        _ => return Err(StatusWord::WRONG_LENGTH),
    };
    let autn: &[u8; 16] = autn.try_into().map_err(|_| StatusWord::WRONG_LENGTH)?;
    let aka = directory.aka.as_mut().ok_or(StatusWord::CONDITIONS_OF_USE)?;
    let vector = aka.algorithm.vector(rand);
    let sqn = xored(piece(autn, 0), vector.ak);
    let (amf, mac): ([u8; 2], [u8; 8]) = (piece(autn, 6), piece(autn, 8));
    if aka.algorithm.mac_a(rand, sqn, amf) != mac {
        return Err(WRONG_MAC);
    }
    let limits = !matches!(aka.algorithm, AkaAlgorithm::TestXor { .. });
    if !aka.sequence.accept(sqn, limits) {
        let own = aka.sequence.own();
        let mut auts = xored(own, vector.ak_star).to_vec();
        auts.extend(aka.algorithm.mac_s(rand, own));
        let mut answer = vec![RESYNCHRONISE];
        push(&mut answer, &auts);
        return Ok(answer);
    }
    directory.aka_changed = true;
    let mut answer = vec![SUCCESS];
    push(&mut answer, &vector.res);
    push(&mut answer, &vector.ck);
    push(&mut answer, &vector.ik);
    if gsm_access {
        push(&mut answer, &kc(&vector));
    }
    Ok(answer)
}

/// Length and value.
fn push(answer: &mut Vec<u8>, value: &[u8]) {
    answer.extend(u8::try_from(value.len()));
    answer.extend_from_slice(value);
}

/// c2: the four words of RES, one upon the other.
fn sres(vector: &Vector) -> [u8; 4] {
    vector
        .res
        .chunks(4)
        .take(4)
        .fold([0; 4], |sres, word| xored(sres, piece(word, 0)))
}

/// c3: the halves of CK and IK, one upon the other.
fn kc(vector: &Vector) -> [u8; 8] {
    [&vector.ck, &vector.ik]
        .into_iter()
        .flat_map(|key| [piece::<8>(key, 0), piece(key, 8)])
        .fold([0; 8], xored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::PinCommand;
    use crate::files::aka::MilenageParameters;
    use crate::files::testbed::{PIN1, file, files, pin_command};

    const RAND: [u8; 16] = [0x55; 16];

    fn network() -> AkaAlgorithm {
        AkaAlgorithm::Milenage(MilenageParameters::new([7; 16], [8; 16]))
    }

    /// RAND and AUTN of a network with this sequence number.
    fn challenge(sqn: u64) -> Vec<u8> {
        let algorithm = network();
        let sqn: [u8; 6] = piece(&sqn.to_be_bytes(), 2);
        let amf = [0x80, 0];
        let mut data = vec![16];
        data.extend(RAND);
        data.push(16);
        data.extend(xored(sqn, algorithm.vector(&RAND).ak));
        data.extend(amf);
        data.extend(algorithm.mac_a(&RAND, sqn, amf));
        data
    }

    fn ready() -> (FileSystem, FileHandle) {
        let mut files = files();
        let usim = file(&files, &[0x7FD0]);
        pin_command(&mut files, usim, 1, PinCommand::Verify, &[PIN1]);
        (files, usim)
    }

    #[test]
    fn a_network_and_its_sequence_numbers() {
        let (mut files, usim) = ready();
        let context = Context::ThirdGeneration;
        let vector = network().vector(&RAND);
        let answer = files.authenticate(usim, context, &challenge(0x40)).unwrap();
        let want = [&[0xDB, 8], &vector.res[..], &[16], &vector.ck, &[16], &vector.ik].concat();
        assert_eq!(answer, want);

        // The same once more is old: AUTS tells the network where the card is.
        let answer = files.authenticate(usim, context, &challenge(0x40)).unwrap();
        assert_eq!(answer[..2], [0xDC, 14]);
        let own = xored(piece(&answer, 2), vector.ak_star);
        assert_eq!(own, [0, 0, 0, 0, 0, 0x40]);
        assert_eq!(answer[8..], network().mac_s(&RAND, own));

        let again = files.authenticate(usim, context, &challenge(0x60)).unwrap();
        assert_eq!(again[0], 0xDB);
        // What was accepted outlives the power.
        let mut after = crate::files::testbed::files();
        after.apply_changes(&files.changes()).unwrap();
        pin_command(&mut after, usim, 1, PinCommand::Verify, &[PIN1]);
        let answer = after.authenticate(usim, context, &challenge(0x60)).unwrap();
        assert_eq!(answer[0], 0xDC);
    }

    #[test]
    fn refusals() {
        let (mut files, usim) = ready();
        let context = Context::ThirdGeneration;
        let good = challenge(0x40);
        for bit in 0..(good.len() - 1) * 8 {
            let mut bad = good.clone();
            bad[1 + bit / 8] ^= 1 << (bit % 8);
            let status = files.authenticate(usim, context, &bad).unwrap_err();
            let of_length = bit / 8 == 16;
            let want = if of_length {
                StatusWord::WRONG_LENGTH
            } else {
                WRONG_MAC
            };
            assert_eq!(status, want, "bit {bit}");
        }
        for length in 0..good.len() {
            let status = files.authenticate(usim, context, &good[..length]);
            assert_eq!(status, Err(StatusWord::WRONG_LENGTH), "{length} bytes");
        }
        assert_eq!(
            files.authenticate(FileHandle::MF, context, &good),
            Err(StatusWord::CONDITIONS_OF_USE)
        );
        files.forget_verified();
        assert_eq!(
            files.authenticate(usim, context, &good),
            Err(StatusWord::SECURITY_STATUS)
        );
    }

    #[test]
    fn gsm_context() {
        let (mut files, usim) = ready();
        let mut data = vec![16];
        data.extend(RAND);
        let answer = files.authenticate(usim, Context::Gsm, &data).unwrap();
        let vector = network().vector(&RAND);
        let sres: Vec<u8> = (0..4).map(|at| vector.res[at] ^ vector.res[at + 4]).collect();
        let kc: Vec<u8> = (0..8)
            .map(|at| vector.ck[at] ^ vector.ck[at + 8] ^ vector.ik[at] ^ vector.ik[at + 8])
            .collect();
        assert_eq!(answer, [&[4], &sres[..], &[8], &kc].concat());
        assert_eq!(
            files.authenticate(usim, Context::Gsm, &data[..16]),
            Err(StatusWord::WRONG_LENGTH)
        );
    }
}
