//! What lpac 2.3.0 says when it disables a profile over AT, as observed: lines end in CR LF, hex is lower case, CLA is
//! 81 whatever session it has, echo stays on.

use crate::dialogue::{check, modem_with, traveller};

#[test]
fn at_driver() {
    let mut file = traveller();
    file.personality.answers = signoff_simulator::personality::AnswerStyle::GetResponse;
    let mut modem = modem_with(&file, "{sim: {own_channels: 1}, cchc: {prints_name: true}}");
    let disable = "AT+CGLA=2,50,\"81e2910014bf3211a00c5a0a982310000000000010f2810100\"\r";
    check(
        &mut modem,
        &[
            ("AT\r\n", "AT\r\r\nOK\r\n"),
            ("AT+CCHO=?\r\n", "AT+CCHO=?\r\r\nOK\r\n"),
            ("AT+CCHC=?\r\n", "AT+CCHC=?\r\r\nOK\r\n"),
            ("AT+CGLA=?\r\n", "AT+CGLA=?\r\r\nOK\r\n"),
            (
                "AT+CCHO=\"a0000005591010ffffffff8900000100\"\r\n",
                "AT+CCHO=\"a0000005591010ffffffff8900000100\"\r\r\n+CCHO: 2\r\n\r\nOK\r\n",
            ),
            (
                &format!("{disable}\n"),
                &format!("{disable}\r\n+CGLA: 4,\"6106\"\r\n\r\nOK\r\n"),
            ),
            (
                "AT+CGLA=2,10,\"81c0000006\"\r\n",
                "AT+CGLA=2,10,\"81c0000006\"\r\r\n+CGLA: 16,\"BF32038001009000\"\r\n\r\nOK\r\n",
            ),
            ("AT+CCHC=2\r\n", "AT+CCHC=2\r\r\n+CCHC\r\n\r\nOK\r\n"),
        ],
    );
}

#[test]
fn at_csim_driver() {
    let mut file = traveller();
    file.personality.answers = signoff_simulator::personality::AnswerStyle::GetResponse;
    let mut modem = modem_with(&file, "wire: {echo: false}");
    check(
        &mut modem,
        &[
            ("AT+CSIM=?\r\n", "\r\nOK\r\n"),
            (
                "AT+CSIM=10,\"0070000001\"\r\n",
                "\r\n+CSIM: 6,\"019000\"\r\n\r\nOK\r\n",
            ),
        ],
    );
    let selected = crate::dialogue::say(
        &mut modem,
        "AT+CSIM=42,\"01a4040010a0000005591010ffffffff8900000100\"\r\n",
    );
    assert!(
        selected.starts_with("\r\n+CSIM: 4,\"61"),
        "the FCI waits: {selected:?}"
    );
    check(
        &mut modem,
        &[
            (
                "AT+CSIM=50,\"81e2910014bf3211a00c5a0a982310000000000010f2810100\"\r\n",
                "\r\n+CSIM: 4,\"6106\"\r\n\r\nOK\r\n",
            ),
            (
                "AT+CSIM=10,\"81c0000006\"\r\n",
                "\r\n+CSIM: 16,\"BF32038001009000\"\r\n\r\nOK\r\n",
            ),
            (
                "AT+CSIM=10,\"0070800100\"\r\n",
                "\r\n+CSIM: 4,\"9000\"\r\n\r\nOK\r\n",
            ),
        ],
    );
}
