//! What a guide shows, in what a command said.

/// Left out in a guide.
const LEFT_OUT: char = '…';

/// Whether all lines are in the output, in this order.
///
/// # Errors
/// The first line that is not.
pub(crate) fn find<'a>(lines: &'a [String], output: &str) -> Result<(), &'a str> {
    let output = plain(output);
    let mut rest = output.as_str();
    for line in lines {
        for piece in line.split(LEFT_OUT).map(plain).filter(|piece| !piece.is_empty()) {
            rest = rest.split_once(&piece).ok_or(line.as_str())?.1;
        }
    }
    Ok(())
}

/// Without colours, and with one blank for any number of blanks and ends of lines.
pub(crate) fn plain(text: &str) -> String {
    let text = console::strip_ansi_codes(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn lines_are_found_in_their_order() {
    let output = "\u{1b}[32mICCID\u{1b}[39m   STATE\r\n893   enabled\r\n";
    for (lines, want) in [
        (&["ICCID STATE", "893  enabled"][..], Ok(())),
        (&["ICCID …", "…", "… enabled"], Ok(())),
        (&[], Ok(())),
        (&["893", "ICCID"], Err("ICCID")),
        (&["893 disabled"], Err("893 disabled")),
        (&["893 … 894"], Err("893 … 894")),
    ] {
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        assert_eq!(find(&lines, output), want, "{lines:?}");
    }
}
