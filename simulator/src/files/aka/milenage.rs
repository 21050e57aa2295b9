//! Milenage (3GPP TS 35.206 §4.1).

use aes::Aes128;
use aes::cipher::{BlockCipherEncrypt, KeyInit};

use super::MilenageParameters;
use super::vector::{Vector, piece, xored};

type Block = [u8; 16];

fn encrypt(key: &Block, block: Block) -> Block {
    let mut block = block.into();
    Aes128::new(key.into()).encrypt_block(&mut block);
    block.into()
}

/// To the left; what leaves there comes back at the right.
fn rotated(block: Block, bits: u8) -> Block {
    u128::from_be_bytes(block)
        .rotate_left(u32::from(bits))
        .to_be_bytes()
}

impl MilenageParameters {
    /// The `place`th output block, counted from 0: of a block that is rotated, mixed and encrypted.
    fn out(&self, place: usize, input: Block, mixed: Block) -> Block {
        let rotation = self.rotations.get(place).copied().unwrap_or(0);
        let constant = self.constants.get(place).copied().unwrap_or_default();
        let block = xored(xored(rotated(xored(input, self.opc), rotation), constant), mixed);
        xored(encrypt(&self.key, block), self.opc)
    }

    fn temp(&self, rand: &Block) -> Block {
        encrypt(&self.key, xored(*rand, self.opc))
    }
}

/// f1 and f1*.
pub(super) fn macs(
    parameters: &MilenageParameters,
    rand: &Block,
    sqn: [u8; 6],
    amf: [u8; 2],
) -> ([u8; 8], [u8; 8]) {
    let half: Vec<u8> = sqn.into_iter().chain(amf).collect();
    let input: Block = piece(&half.repeat(2), 0);
    let out = parameters.out(0, input, parameters.temp(rand));
    (piece(&out, 0), piece(&out, 8))
}

/// f2 to f5 and f5*.
pub(super) fn vector(parameters: &MilenageParameters, rand: &Block) -> Vector {
    let temp = parameters.temp(rand);
    let out = |place| parameters.out(place, temp, [0; 16]);
    let second = out(1);
    let res: [u8; 8] = piece(&second, 8);
    Vector {
        res: res.into_iter().take(usize::from(parameters.res_bytes)).collect(),
        ck: out(2),
        ik: out(3),
        ak: piece(&second, 0),
        ak_star: piece(&out(4), 0),
    }
}

#[cfg(test)]
mod tests {
    use signoff_protocol::hex;

    use super::*;

    fn array<const N: usize>(text: &str) -> [u8; N] {
        hex::decode(text).unwrap().try_into().unwrap()
    }

    /// Test sets of 3GPP TS 35.208 §4.3: K, RAND, SQN, AMF, OPc; f1, f1*, f2, f3, f4, f5, f5*.
    #[test]
    fn published_test_sets() {
        for [k, rand, sqn, amf, opc, f1, f1_star, f2, f3, f4, f5, f5_star] in [
            [
                "465B5CE8B199B49FAA5F0A2EE238A6BC",
                "23553CBE9637A89D218AE64DAE47BF35",
                "FF9BB4D0B607",
                "B9B9",
                "CD63CB71954A9F4E48A5994E37A02BAF",
                "4A9FFAC354DFAFB3",
                "01CFAF9EC4E871E9",
                "A54211D5E3BA50BF",
                "B40BA9A3C58B2A05BBF0D987B21BF8CB",
                "F769BCD751044604127672711C6D3441",
                "AA689C648370",
                "451E8BECA43B",
            ],
            [
                "0396EB317B6D1C36F19C1C84CD6FFD16",
                "C00D603103DCEE52C4478119494202E8",
                "FD8EEF40DF7D",
                "AF17",
                "53C15671C60A4B731C55B4A441C0BDE2",
                "5DF5B31807E258B0",
                "A8C016E51EF4A343",
                "D3A628ED988620F0",
                "58C433FF7A7082ACD424220F2B67C556",
                "21A8C1F929702ADB3E738488B9F5C5DA",
                "C47783995F72",
                "30F1197061C1",
            ],
        ] {
            let parameters = MilenageParameters::new(array(k), array(opc));
            let rand = array(rand);
            let macs = macs(&parameters, &rand, array(sqn), array(amf));
            assert_eq!(macs, (array(f1), array(f1_star)), "{k}");
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

    #[test]
    fn a_short_res_is_the_beginning_of_the_long_one() {
        let long = MilenageParameters::new([1; 16], [2; 16]);
        let short = MilenageParameters {
            res_bytes: 4,
            ..long.clone()
        };
        let (long, short) = (vector(&long, &[3; 16]), vector(&short, &[3; 16]));
        assert_eq!(short.res, long.res[..4]);
        assert_eq!(short.ck, long.ck);
    }
}
