//! Raw AT lines: which of them only read.

use signoff_protocol::apdu::{Command, ins};
use signoff_protocol::at::Name;
use signoff_protocol::hex;

use super::{Affected, raw_apdu};

/// Commands that show something, or set how the modem talks, and touch no card. CFUN resets it, as the step
/// `reset` does; nothing is lost by that.
const READING: &[&str] = &[
    "", "I", "Z", "&F", "+CCHO", "+CCHC", "+CCID", "+CFUN", "+CGMI", "+CGMM", "+CGMR", "+CGSN", "+CIMI",
    "+CMEE", "+CREG", "+CEREG", "+CGREG", "+GMI", "+GMM", "+GMR", "+GSN", "+ICCID", "+QCCID", "^ICCID",
    "#CCID",
];

/// CRSM and CRLA commands that read (3GPP TS 27.007 §8.18): READ BINARY, READ RECORD, GET RESPONSE, STATUS,
/// RETRIEVE DATA.
const READING_RESTRICTED: [&str; 5] = ["176", "178", "192", "242", "203"];

/// What a line would touch; `None` if all of its commands only read.
pub(super) fn affected(line: &str) -> Option<Affected> {
    let unknown = Some(Affected::Everything("the line is not known to read only"));
    let line = line.trim();
    if line.contains(char::is_control) {
        // An end of line in the middle: what follows it is a line of its own to the modem.
        return unknown;
    }
    if line.eq_ignore_ascii_case("A/") {
        // Repeats the line before, whatever that was.
        return unknown;
    }
    let Some((prefix, body)) = line.split_at_checked(2) else {
        return unknown;
    };
    if !prefix.eq_ignore_ascii_case("AT") {
        return unknown;
    }
    // The first command that does more than read decides.
    commands(body).into_iter().find_map(command)
}

/// The commands of a line: `;` separates them, but not between quotes.
fn commands(body: &str) -> Vec<&str> {
    let mut quoted = false;
    body.split(|letter| {
        quoted ^= letter == '"';
        letter == ';' && !quoted
    })
    .collect()
}

fn command(command: &str) -> Option<Affected> {
    let command = command.trim();
    if is_question(command) {
        return None;
    }
    let (name, arguments) = command.split_once('=').unwrap_or((command, ""));
    let name = name.to_ascii_uppercase();
    match name.as_str() {
        // The simulator's own command: it puts a simulated card back, and there is no other.
        "+SIGNOFF" => None,
        "+CSIM" => apdu(arguments, 2),
        "+CGLA" => apdu(arguments, 3),
        "+CRSM" => restricted(arguments.split(',').next()),
        "+CRLA" => restricted(arguments.split(',').nth(1)),
        name if READING.contains(&name) || is_setting(name) => None,
        _ => Some(Affected::Everything("the line is not known to read only")),
    }
}

/// `+CPIN?`, `+COPS=?`, `S3?`: nothing but a name stands before the question mark.
fn is_question(command: &str) -> bool {
    let Some(name) = command.strip_suffix('?') else {
        return false;
    };
    let name = name.strip_suffix('=').unwrap_or(name).trim_end();
    let register = name.strip_prefix(['S', 's']);
    Name::new(name).is_some()
        || register
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `E0`, `V1`, `Q0`, `X4`: how the modem talks.
fn is_setting(name: &str) -> bool {
    let mut letters = name.chars();
    matches!(letters.next(), Some('E' | 'V' | 'Q' | 'X' | 'I'))
        && letters.all(|letter| letter.is_ascii_digit())
}

fn restricted(number: Option<&str>) -> Option<Affected> {
    match number.map(str::trim) {
        Some(number) if READING_RESTRICTED.contains(&number) => None,
        _ => Some(Affected::Everything("the command may write a file")),
    }
}

/// The command APDU that is the last one of the `count` arguments of CSIM and CGLA; its length stands before it.
fn apdu(arguments: &str, count: usize) -> Option<Affected> {
    let malformed = Some(Affected::Everything("the APDU in the line is malformed"));
    let arguments: Vec<&str> = arguments.split(',').collect();
    let [.., length, text] = arguments.as_slice() else {
        return malformed;
    };
    if arguments.len() != count {
        // Which of them the modem takes for the APDU is not known.
        return malformed;
    }
    let bytes = hex::decode(text.trim().trim_matches('"')).unwrap_or_default();
    match Command::parse(&bytes) {
        // A modem may look at the bytes in another way than we do if their number is not the one it is told.
        Ok(command) if command.ins != ins::STORE_DATA || length.trim().parse() == Ok(bytes.len() * 2) => {
            raw_apdu::affected(&command)
        }
        _ => malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, reads: bool) {
        assert_eq!(affected(line).is_none(), reads, "{line}: {:?}", affected(line));
    }

    #[test]
    fn lines_that_read_and_lines_that_do_not() {
        for line in [
            "AT",
            "at",
            "ATI",
            "ATE0",
            "ATV1",
            "AT+CPIN?",
            "AT+COPS=?",
            "AT+CSIM=?;+CPIN?",
            "ATS3?",
            "\rAT+CPIN?\r\n",
            "AT+CGSN",
            "AT+CMEE=2",
            "AT+CCID;+CIMI",
            "AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"",
            "AT+CRSM=176,12258,0,0,10",
            "AT+CRLA=1,178,28480,1,4,30",
            "AT+CSIM=10,\"0070000001\"",
            "AT+CGLA=1,22,\"81E2910006BF3E035C015A\"",
            "AT+CGLA=1,22,81e2910006bf3e035c015a",
            "AT+SIGNOFF=\"restore\"",
            "AT+CFUN=1,1",
        ] {
            check(line, true);
        }
        for line in [
            "A/",
            "",
            "hello",
            "AT+CPIN=\"1234\"",
            "AT+CLCK=\"SC\",1,\"1234\"",
            "AT+CRSM=214,28423,0,0,9,\"00\"",
            "AT+CRLA=1,220,28480,1,4,30",
            "AT+CCID;+CPIN=\"0000\"",
            "AT+QESIM=\"delete\"",
            "AT&W",
            "AT+CSIM=14,\"80E29100\"",
            "AT+CGLA=1,28,\"81E2910007BF340482020780\"",
            "AT+CGLA=1,99,\"81E2910006BF3E035C015A\"",
            "AT+CGLA=1,22,\"not hex\"",
            // A question mark behind a command that does something, and no name before one.
            "AT+CGLA=1,28,\"81E2910007BF340482020780\"?",
            "AT+CPIN=\"1234\"?",
            "AT+CPIN=\"1234\"=?",
            "ATD112?",
            "ATS?",
            // A second line within the line.
            "AT+CMEE=2\rAT+CPIN=\"1234\"",
            "AT+CGLA=1,28,\"81E2910007BF340482020780\"\rAT+CPIN?",
            "AT+CCHO=\"\nAT+QESIM=1\"",
            // Which of the APDUs does the modem send?
            "AT+CGLA=1,28,\"81E2910007BF340482020780\",22,\"81E2910006BF3E035C015A\"",
            "AT+CSIM=1,22,\"81E2910006BF3E035C015A\"",
            "AT+CSIM=\"81E2910006BF3E035C015A\"",
        ] {
            check(line, false);
        }
    }

    #[test]
    fn a_semicolon_between_quotes_separates_nothing() {
        assert_eq!(commands("+A=\"x;y\";+B"), ["+A=\"x;y\"", "+B"]);
    }

    #[test]
    fn the_profile_in_a_wrapped_apdu_is_found() {
        let line = "AT+CGLA=1,40,\"81E291000FBF330C5A0A98001032547698103214\"";
        assert!(matches!(affected(line), Some(Affected::Profiles(list)) if list.len() == 1));
    }
}
