//! From the agreed secret to the keys of a session: ANSI X9.63 with SHA-256 (SGP.22 §2.6.4, annex G).

use sha2::{Digest, Sha256};
use signoff_protocol::id::Eid;

/// Key type AES, as the control reference template names it.
pub(super) const KEY_TYPE: u8 = 0x88;
/// Length of a key, bytes.
pub(super) const KEY_LENGTH: u8 = 0x10;

/// The keys of a bound profile package.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionKeys {
    /// What the first MAC is chained to.
    pub initial_mcv: [u8; 16],
    /// S-ENC or PPK-ENC.
    pub enc: [u8; 16],
    /// S-MAC or PPK-CMAC.
    pub mac: [u8; 16],
}

impl std::fmt::Debug for SessionKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionKeys").finish_non_exhaustive()
    }
}

/// The session keys for a shared secret. `host_id` is that of the control reference template, 1 to 16 bytes.
pub fn derive(shared_secret: &[u8; 32], host_id: &[u8], eid: &Eid) -> SessionKeys {
    let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    let mut info = vec![KEY_TYPE, KEY_LENGTH, length(host_id)];
    info.extend_from_slice(host_id);
    info.push(length(eid.as_bytes()));
    info.extend_from_slice(eid.as_bytes());
    let block = |counter: u32| -> [u8; 32] {
        Sha256::new()
            .chain_update(shared_secret)
            .chain_update(counter.to_be_bytes())
            .chain_update(&info)
            .finalize()
            .into()
    };
    let ([initial_mcv, enc], [mac, _]) = (halves(block(1)), halves(block(2)));
    SessionKeys {
        initial_mcv,
        enc,
        mac,
    }
}

fn halves(block: [u8; 32]) -> [[u8; 16]; 2] {
    let mut halves = [[0; 16]; 2];
    let bytes = halves.iter_mut().flatten();
    bytes.zip(block).for_each(|(to, from)| *to = from);
    halves
}

#[cfg(test)]
mod tests {
    use super::super::bsp::tests::{hex, vectors};
    use super::*;

    #[test]
    fn keys_that_others_derived() {
        let mut seen = 0;
        for vector in vectors().iter().filter(|vector| vector["host_id"].is_string()) {
            let eid = Eid::from_bytes(hex(&vector["eid"]).try_into().unwrap());
            let secret = hex(&vector["shared_secret"]).try_into().unwrap();
            let keys = derive(&secret, &hex(&vector["host_id"]), &eid);
            assert_eq!(keys.enc.as_slice(), hex(&vector["s_enc"]), "{}", vector["name"]);
            assert_eq!(keys.mac.as_slice(), hex(&vector["s_mac"]), "{}", vector["name"]);
            assert_eq!(
                keys.initial_mcv.as_slice(),
                hex(&vector["initial_mcv"]),
                "{}",
                vector["name"]
            );
            seen += 1;
        }
        assert_eq!(seen, 3);
    }
}
