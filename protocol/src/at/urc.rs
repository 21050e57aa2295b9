//! Unsolicited result codes: lines that answer no command (3GPP TS 27.007 §4, vendors' own).

/// Whether a line is one that modems are known to send unasked. A line that has the name of the command on the way
/// (`+CPIN: READY` after `AT+CPIN?`) is its answer nevertheless: the caller asks about that first.
pub fn is_urc(line: &str) -> bool {
    let line = line.trim();
    TEXTS.contains(&line)
        || line
            .split_once(':')
            .is_some_and(|(prefix, _)| PREFIXES.contains(&prefix.trim_end()))
        || STARTS.iter().any(|start| line.starts_with(start))
}

const TEXTS: [&str; 14] = [
    "RDY",
    "RING",
    "SMS READY",
    "SMS Ready",
    "SMS DONE",
    "Call Ready",
    "PB DONE",
    "APP RDY",
    "NORMAL POWER DOWN",
    "POWERED DOWN",
    "+SIM DROP",
    "+CUSATEND",
    "+PACSP0",
    "+PACSP1",
];

/// Boot banners whose end varies.
const STARTS: [&str; 2] = ["^boot.rom", "^SYSSTART"];

const PREFIXES: [&str; 42] = [
    "+CREG",
    "+CGREG",
    "+CEREG",
    "+C5GREG",
    "+CPIN",
    "+CRING",
    "+CMTI",
    "+CMT",
    "+CBM",
    "+CDS",
    "+CDSI",
    "+CUSD",
    "+CTZV",
    "+CTZE",
    "+CTZDST",
    "+CIEV",
    "+CGEV",
    "+CFUN",
    "+CUSATP",
    "+CUSATEND",
    "+CSCON",
    "+CPSMS",
    "+CCWA",
    "+CLIP",
    "+QUSIM",
    "+QSIMSTAT",
    "+QIND",
    "+QURC",
    "+QNETDEVSTATUS",
    "+SIM",
    "+SIMCARD",
    "+UUSIMSTAT",
    "+NITZ",
    "#QSS",
    "^SIMST",
    "^SCKS",
    "^MODE",
    "^RSSI",
    "^SRVST",
    "^HCSQ",
    "*PSUTTZ",
    "DST",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_ones_and_answers() {
        for line in [
            "RDY",
            "+CREG: 1,\"1A2B\",\"01234567\",7",
            "+QUSIM: 1",
            "+CPIN: NOT READY",
            "+SIM: Removed",
            "#QSS: 0",
            "^boot.rom 1.0",
        ] {
            assert!(is_urc(line), "{line}");
        }
        for line in ["+CGLA: 4,\"9000\"", "1", "4,\"9000\"", "EG25", "+CCHC", "OK", ""] {
            assert!(!is_urc(line), "{line}");
        }
    }
}
