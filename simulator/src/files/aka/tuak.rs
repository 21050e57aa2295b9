//! TUAK (3GPP TS 35.231 §6).

use keccak::Keccak;

use super::TuakParameters;
use super::vector::{Vector, piece};

const ALGORITHM: &[u8; 7] = b"TUAK1.0";
/// Bytes of the permutation's state.
const STATE: usize = 200;
/// Bytes of a lane of the state.
const LANE: usize = 8;

/// Which function is computed: b8 and b7 of INSTANCE.
pub(super) const F1: u8 = 0x00;
/// f1*
pub(super) const F1_STAR: u8 = 0x80;
const F2_TO_F5: u8 = 0x40;
const F5_STAR: u8 = 0xC0;

/// Bits of INSTANCE for the length of MAC or RES.
const fn length_bits(bytes: usize) -> u8 {
    match bytes {
        0..=4 => 0x00,
        5..=8 => 0x08,
        9..=16 => 0x10,
        _ => 0x20,
    }
}

/// The permutation over TOPc (or TOP), INSTANCE, name, RAND, AMF, SQN, key and padding. Each input stands with
/// its last byte first.
fn permuted(
    parameters: &TuakParameters,
    instance: u8,
    rand: &[u8; 16],
    amf: [u8; 2],
    sqn: [u8; 6],
) -> [u8; STATE] {
    let long_key = u8::from(parameters.key.len() > 16);
    let mut bytes = Vec::with_capacity(STATE);
    bytes.extend(parameters.topc.iter().rev());
    bytes.push(instance | long_key);
    bytes.extend(ALGORITHM.iter().rev());
    bytes.extend(rand.iter().rev());
    bytes.extend(amf.iter().rev());
    bytes.extend(sqn.iter().rev());
    bytes.extend(parameters.key.iter().take(32).rev());
    bytes.resize(96, 0);
    bytes.push(0x1F);
    bytes.resize(135, 0);
    bytes.push(0x80);
    let mut lanes = [0_u64; STATE / LANE];
    for (lane, bytes) in lanes.iter_mut().zip(bytes.chunks(LANE)) {
        *lane = u64::from_le_bytes(piece(bytes, 0));
    }
    Keccak::new().with_f1600(|permute| {
        for _ in 0..parameters.iterations.max(1) {
            permute(&mut lanes);
        }
    });
    let mut state = [0; STATE];
    for (bytes, lane) in state.chunks_mut(LANE).zip(lanes) {
        bytes.copy_from_slice(&lane.to_le_bytes());
    }
    state
}

/// Bytes of the state from a place, the last one first.
fn output(state: &[u8; STATE], from: usize, bytes: usize) -> Vec<u8> {
    let mut output: Vec<u8> = state.iter().skip(from).take(bytes).copied().collect();
    output.reverse();
    output
}

/// f1 or f1* with a MAC of 64 bits, as an AUTN has it.
pub(super) fn mac(
    parameters: &TuakParameters,
    function: u8,
    rand: &[u8; 16],
    sqn: [u8; 6],
    amf: [u8; 2],
) -> [u8; 8] {
    piece(&long_mac(parameters, function, 8, rand, sqn, amf), 0)
}

fn long_mac(
    parameters: &TuakParameters,
    function: u8,
    bytes: usize,
    rand: &[u8; 16],
    sqn: [u8; 6],
    amf: [u8; 2],
) -> Vec<u8> {
    let state = permuted(parameters, function | length_bits(bytes), rand, amf, sqn);
    output(&state, 0, bytes)
}

/// f2 to f5 with CK and IK of 128 bits, and f5*.
pub(super) fn vector(parameters: &TuakParameters, rand: &[u8; 16]) -> Vector {
    let res_bytes = usize::from(parameters.res_bytes);
    let state = permuted(
        parameters,
        F2_TO_F5 | length_bits(res_bytes),
        rand,
        [0; 2],
        [0; 6],
    );
    let star = permuted(parameters, F5_STAR, rand, [0; 2], [0; 6]);
    Vector {
        res: output(&state, 0, res_bytes),
        ck: piece(&output(&state, 32, 16), 0),
        ik: piece(&output(&state, 64, 16), 0),
        ak: piece(&output(&state, 96, 6), 0),
        ak_star: piece(&output(&star, 96, 6), 0),
    }
}

#[cfg(test)]
mod tests {
    use signoff_protocol::hex;

    use super::*;

    fn array<const N: usize>(text: &str) -> [u8; N] {
        hex::decode(text).unwrap().try_into().unwrap()
    }

    /// Test sets 1, 2 and 4 of 3GPP TS 35.233 §6: K, RAND, SQN, AMF, TOP, TOPc; f1, f1*, f2, f3, f4, f5, f5*.
    /// The others have a CK or IK of 256 bits, which no AUTHENTICATE has.
    const SETS: [[&str; 13]; 3] = [
        [
            "ABABABABABABABABABABABABABABABAB",
            "42424242424242424242424242424242",
            "111111111111",
            "FFFF",
            "5555555555555555555555555555555555555555555555555555555555555555",
            "BD04D9530E87513C5D837AC2AD954623A8E2330C115305A73EB45D1F40CCCBFF",
            "F9A54E6AEAA8618D",
            "E94B4DC6C7297DF3",
            "657ACD64",
            "D71A1E5C6CAFFE986A26F783E5C78BE1",
            "BE849FA2564F869AECEE6F62D4337E72",
            "719F1E9B9054",
            "E7AF6B3D0E38",
        ],
        [
            "FFFEFDFCFBFAF9F8F7F6F5F4F3F2F1F0EFEEEDECEBEAE9E8E7E6E5E4E3E2E1E0",
            "0123456789ABCDEF0123456789ABCDEF",
            "0123456789AB",
            "ABCD",
            "808182838485868788898A8B8C8D8E8F909192939495969798999A9B9C9D9E9F",
            "305425427E18C503C8A4B294EA72C95D0C36C6C6B29D0C65DE5974D5977F8524",
            "C0B8C2D4148EC7AA5F1D78A97E4D1D58",
            "EF81AF7290F7842C6CEAFA537FA0745B",
            "E9D749DC4EEA0035",
            "A4CB6F6529AB17F8337F27BAA8234D47",
            "2274155CCF4199D5E2ABCBF621907F90",
            "480A9345CC1E",
            "F84EB338848C",
        ],
        [
            "B8DA837A50652D6AC7C97DA14F6ACC61",
            "6887E55425A966BD86C9661A5FA72BE8",
            "0DEA2EE2C5AF",
            "DF1E",
            "0952BE13556C32EBC58195D9DD930493E12A9003669988FFDE5FA1F0FE35CC01",
            "2BC16EB657A68E1F446F08F57C0EFB1D493527A2E652CE281EB6CA0E4487760A",
            "749214087958DD8F58BFCDF869D8AE3F",
            "619E865AFE80E382AEE13063F9DFB56D",
            "4041CE438E3E38E8AA96562EED83AC43",
            "3E3BC01BEA0CD914C4C2C83CE2D92757",
            "666A8E6F577B1AA77B7FD53CEBB8A3D6",
            "1F880D005119",
            "45E617D77FE5",
        ],
    ];

    #[test]
    fn published_test_sets() {
        for [k, rand, sqn, amf, top, topc, f1, f1_star, f2, f3, f4, f5, f5_star] in SETS {
            let parameters = TuakParameters {
                key: hex::decode(k).unwrap(),
                topc: array(topc),
                iterations: 1,
                res_bytes: u8::try_from(f2.len() / 2).unwrap(),
            };
            let operator = TuakParameters {
                topc: array(top),
                ..parameters.clone()
            };
            let derived = output(&permuted(&operator, 0, &[0; 16], [0; 2], [0; 6]), 0, 32);
            assert_eq!(hex::encode(&derived), topc, "{k}");
            let rand = array(rand);
            for (function, want) in [(F1, f1), (F1_STAR, f1_star)] {
                let bytes = want.len() / 2;
                let mac = long_mac(&parameters, function, bytes, &rand, array(sqn), array(amf));
                assert_eq!(hex::encode(&mac), want, "{k}");
            }
            let want = Vector {
                res: hex::decode(f2).unwrap(),
                ck: array(f3),
                ik: array(f4),
                ak: array(f5),
                ak_star: array(f5_star),
            };
            assert_eq!(vector(&parameters, &rand), want, "{k}");
        }
    }

    /// Test set 6 of the same: 256 bits everywhere, and two iterations.
    #[test]
    fn iterations() {
        let parameters = TuakParameters {
            key: hex::decode("1574CA56881D05C189C82880F789C9CD4244955F4426AA2B69C29F15770E5AA5").unwrap(),
            topc: array("B04A66F26C62FCD6C82DE22A179AB65506ECF47F56245CD149966CFA9CEC7A51"),
            iterations: 2,
            res_bytes: 32,
        };
        let rand = array("C570AAC68CDE651FB1E3088322498BEF");
        let mac = long_mac(&parameters, F1, 32, &rand, array("C89BB71F3A41"), array("297D"));
        assert_eq!(
            hex::encode(&mac),
            "90D2289ED1CA1C3DBC2247BB480D431AC71D2E4A7677F6E997CFDDB0CBAD88B7"
        );
        assert_eq!(vector(&parameters, &rand).ak_star, array("8C5F33B61F4E"));
    }
}
