//! Logical channels and their coding in CLA (ETSI TS 102 221 §10.1.1).

use std::fmt;

/// Logical channel, 0 to 19. Not the session id that `AT+CCHO` returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChannelNumber(u8);

impl ChannelNumber {
    /// The basic logical channel, always open.
    pub const BASIC: Self = Self(0);
    /// Channels that the coding of CLA can name.
    pub const COUNT: usize = 20;

    /// The channel with this number, if it is at most 19.
    pub const fn new(number: u8) -> Option<Self> {
        if number < 20 { Some(Self(number)) } else { None }
    }

    /// As a plain number, 0 to 19.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The channel bits of CLA: one coding for 0 to 3, another for 4 to 19.
    pub const fn class_bits(self) -> u8 {
        match self.0 {
            number @ 0..=3 => number,
            number => 0x40 | (number - 4),
        }
    }

    /// CLA of an interindustry command (SELECT, MANAGE CHANNEL, GET RESPONSE) on this channel.
    pub const fn interindustry(self) -> u8 {
        self.class_bits()
    }

    /// CLA of a proprietary command (STORE DATA, STATUS, TERMINAL CAPABILITY) on this channel.
    pub const fn proprietary(self) -> u8 {
        0x80 | self.class_bits()
    }
}

impl fmt::Display for ChannelNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// What a CLA byte says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// b8: command of ETSI or GlobalPlatform instead of ISO/IEC 7816-4.
    pub proprietary: bool,
    /// The logical channel.
    pub channel: ChannelNumber,
    /// Any of the secure messaging bits is set.
    pub secure_messaging: bool,
    /// ISO command chaining (b5 of the first group).
    pub chaining: bool,
}

impl Class {
    /// Decodes a CLA byte; `None` for the values that are reserved (`2X`, `3X`, `6X` of ISO, `FF`, ...).
    pub const fn parse(cla: u8) -> Option<Self> {
        let proprietary = cla & 0x80 != 0;
        if cla & 0x40 == 0 {
            if cla & 0x20 != 0 {
                return None;
            }
            let secure_messaging = cla & 0x0C != 0;
            let channel = ChannelNumber(cla & 0x03);
            Some(Self {
                proprietary,
                channel,
                secure_messaging,
                chaining: cla & 0x10 != 0,
            })
        } else {
            if cla == 0xFF {
                return None;
            }
            let channel = ChannelNumber(4 + (cla & 0x0F));
            Some(Self {
                proprietary,
                channel,
                secure_messaging: cla & 0x20 != 0,
                chaining: cla & 0x10 != 0,
            })
        }
    }
}

crate::arbitrary::arbitrary!(ChannelNumber, (0u8..20).prop_map(Self));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_channel_has_its_own_class_and_comes_back() {
        for number in 0..20 {
            let channel = ChannelNumber::new(number).expect("0 to 19");
            for (cla, proprietary) in [(channel.interindustry(), false), (channel.proprietary(), true)] {
                assert_eq!(
                    Class::parse(cla),
                    Some(Class {
                        proprietary,
                        channel,
                        secure_messaging: false,
                        chaining: false
                    })
                );
            }
        }
        assert_eq!(ChannelNumber::new(20), None);
    }

    #[test]
    fn examples_of_ts_102_221() {
        let of = |n| ChannelNumber::new(n).expect("0 to 19");
        assert_eq!(
            (of(1).proprietary(), of(4).interindustry(), of(4).proprietary()),
            (0x81, 0x40, 0xC0)
        );
        assert_eq!((of(19).interindustry(), of(19).proprietary()), (0x4F, 0xCF));
        assert_eq!(Class::parse(0xFF), None);
        assert_eq!(Class::parse(0xA0), None);
    }
}
