//! A card with a device around it that does only what it is told, and profiles in a line of text.

use signoff_protocol::apdu::{ChannelNumber, ResponseApdu, StatusWord};
use signoff_protocol::hex;
use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::store_data;
use signoff_simulator::Card;
use signoff_simulator::card_file::CardFile;

/// TERMINAL PROFILE with REFRESH, and with its mode eUICC Profile State Change.
const PROFILE_REFRESH: &str = "8010000003FFFFFF";
const LPAD: &str = "80AA000005A903830107";

/// What the device says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terminal {
    /// REFRESH by reset.
    Plain,
    /// REFRESH by mode 09, too.
    ProfileStateChange,
    /// No TERMINAL PROFILE at all.
    Silent,
}

/// A card with ISD-R selected on a supplementary channel.
pub(crate) struct Bench {
    pub(crate) card: Card,
    pub(crate) channel: ChannelNumber,
    terminal: Terminal,
}

/// The card file of profiles in a line, with further lines of YAML.
///
/// `op1 E ppr1 all@a, op2 D delete@a delete@b`: name (`op` operational, `tp` test, `tz` preloaded test, `pv`
/// provisioning), state, policy rules, icon, notification configuration.
pub(crate) fn card_file(profiles: &str, more: &str) -> CardFile {
    let mut yaml = String::from("about: Made for a test.\neid: \"89999901001234567000000000000138\"\n");
    yaml.push_str(more);
    yaml.push_str("\nprofiles:\n");
    for profile in profiles
        .split(',')
        .map(str::trim)
        .filter(|profile| !profile.is_empty())
    {
        yaml.push_str(&profile_yaml(profile));
    }
    if profiles.trim().is_empty() {
        yaml = yaml.replace("profiles:\n", "");
    }
    CardFile::parse(&yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

fn profile_yaml(line: &str) -> String {
    let mut words = line.split_whitespace();
    let name = words.next().expect("a name");
    let class = match &name[..2] {
        "tp" | "tz" => "test",
        "pv" => "provisioning",
        _ => "operational",
    };
    let mut yaml = format!(
        "  - name: {name}\n    iccid: \"{}\"\n    imsi: \"206010000000001\"\n    service_provider_name: Provider\n    \
         profile_name: {name}\n    class: {class}\n    preloaded: {}\n",
        iccid(name),
        name.starts_with("tz"),
    );
    if class != "test" {
        yaml.push_str("    owner: {mcc_mnc: 206-01}\n");
    }
    let (mut rules, mut notifications) = (Vec::new(), Vec::new());
    for word in words {
        match word.split_once('@') {
            Some((events, address)) => {
                let events = events
                    .replace("all", "install+enable+disable+delete")
                    .replace('+', ", ");
                notifications.push(format!("{{events: [{events}], address: {address}}}"));
            }
            None if word == "E" => yaml.push_str("    state: enabled\n"),
            None if word == "D" => {}
            None if word.starts_with("ppr") => rules.push(word),
            None if word == "icon" => yaml.push_str("    icon: {type: png, bytes: 1024}\n"),
            None => panic!("{word} in {line}"),
        }
    }
    let (rules, notifications) = (rules.join(", "), notifications.join(", "));
    format!("{yaml}    policy_rules: [{rules}]\n    notifications: [{notifications}]\n")
}

/// ICCID of a name: `op1` to `op99` and so on; `none` is on no card.
pub(crate) fn iccid(name: &str) -> Iccid {
    let number: u32 = name
        .trim_start_matches(|c: char| c.is_ascii_lowercase())
        .parse()
        .unwrap_or(0);
    let kind = match &name[..2] {
        "op" => 1,
        "tp" => 2,
        "tz" => 3,
        "pv" => 4,
        _ => 9,
    };
    format!("893299{kind}000000{number:06}")
        .parse()
        .expect("an ICCID")
}

impl Bench {
    /// A card that is ready for ES10, with a terminal that does REFRESH by reset.
    pub(crate) fn new(profiles: &str) -> Self {
        Self::with(profiles, "", Terminal::Plain)
    }

    /// The same, with further lines in the card file.
    pub(crate) fn with(profiles: &str, more: &str, terminal: Terminal) -> Self {
        let card = Card::new(&card_file(profiles, more), 1).expect("a card");
        Self::around(card, terminal)
    }

    /// Around a card of one's own.
    pub(crate) fn around(card: Card, terminal: Terminal) -> Self {
        let mut bench = Self {
            card,
            channel: ChannelNumber::BASIC,
            terminal,
        };
        bench.power_cycle();
        bench
    }

    pub(crate) fn power_cycle(&mut self) {
        self.card.power_off();
        // An armed cut may hit the work that was left for the next power on.
        if self.card.power_on().is_err() {
            self.card.power_on().expect("power");
        }
        self.activate();
    }

    pub(crate) fn reset(&mut self) {
        self.card.reset().expect("power");
        self.activate();
    }

    /// What a device does after a reset.
    fn activate(&mut self) {
        match self.terminal {
            Terminal::Plain => assert_eq!(self.send(PROFILE_REFRESH), "9000"),
            Terminal::ProfileStateChange => {
                assert_eq!(self.send(&format!("8010000022{}", "FF".repeat(34))), "9000");
            }
            Terminal::Silent => {}
        }
        assert_eq!(self.send(LPAD), "9000");
        self.open();
    }

    /// Opens a channel and selects the ISD-R on it.
    pub(crate) fn open(&mut self) {
        let answer = self.send("0070000001");
        let (number, status) = answer.split_at(2);
        assert_eq!(&status[..2], "90", "no channel: {answer}");
        let number = u8::from_str_radix(number, 16).expect("a number");
        self.channel = ChannelNumber::new(number).expect("a channel");
        let cla = self.channel.interindustry();
        let answer = self.send(&format!("{cla:02X}A4040C10{}", Aid::ISD_R));
        assert_eq!(&answer[..2], "90", "ISD-R: {answer}");
    }

    /// One command, in hex.
    pub(crate) fn send(&mut self, command: &str) -> String {
        let command = hex::decode(command).expect("hex");
        hex::encode(&self.card.transmit(&command).expect("an answer"))
    }

    /// One ES10 request, in hex; `61xx` is followed.
    pub(crate) fn es10(&mut self, request: &str) -> ResponseApdu {
        let request = hex::decode(request).expect("hex");
        let mut answer = ResponseApdu {
            data: Vec::new(),
            status: StatusWord::OK,
        };
        for command in store_data::segments(self.channel, &request, 255).expect("short enough") {
            answer = self.transmit(&command.to_bytes());
        }
        let mut data = std::mem::take(&mut answer.data);
        while let [0x61, length] = answer.status.to_bytes() {
            answer = self.transmit(&[self.channel.interindustry(), 0xC0, 0, 0, length]);
            data.append(&mut answer.data);
        }
        ResponseApdu { data, ..answer }
    }

    /// The response in hex, with its status word.
    pub(crate) fn es10_hex(&mut self, request: &str) -> String {
        hex::encode(&self.es10(request).to_bytes())
    }

    fn transmit(&mut self, command: &[u8]) -> ResponseApdu {
        let answer = self.card.transmit(command).expect("an answer");
        ResponseApdu::from_vec(answer).expect("a status word")
    }

    /// FETCH, then what the REFRESH asks for. Answers with its mode.
    pub(crate) fn refresh(&mut self) -> u8 {
        let command = self.send("801200000B");
        assert!(command.starts_with("D0098103"), "no proactive command: {command}");
        assert_eq!(&command[10..12], "01", "no REFRESH: {command}");
        let number = &command[8..10];
        let mode = u8::from_str_radix(&command[12..14], 16).expect("hex");
        if mode == 0x04 {
            self.reset();
        } else {
            let response = format!("801400000C8103{number}01{mode:02X}82028281830100");
            assert_eq!(self.send(&response), "9000");
            self.open();
        }
        mode
    }
}
