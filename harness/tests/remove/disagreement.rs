//! Ways that contradict each other, and what is said about it.

use crate::lab::{CACHING, Lab, PLAIN, code, err, iccid, out};

#[test]
fn a_modem_that_remembers_the_iccid_is_found_out() {
    let lab = Lab::start(2, CACHING);
    let iccid = iccid(0);
    for change in ["disable", "delete"] {
        let output = lab.signoff(&["profile", change, "p0", "--dut", "dut.yaml"]);
        assert_eq!(code(&output), 0, "{}", err(&output));
    }
    let output = lab.signoff(&[
        "notification",
        "deliver",
        "--all",
        "--dut",
        "dut.yaml",
        "--archive",
        "kept",
    ]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let verify = |more: &[&str]| {
        let mut arguments = vec![
            "verify",
            &iccid,
            "--dut",
            "dut.yaml",
            "--archive",
            "kept",
            "--json",
            "report.json",
            "--patience",
            "0s",
        ];
        arguments.extend_from_slice(more);
        lab.signoff(&arguments)
    };
    let output = verify(&["--no-reset"]);
    assert_eq!(code(&output), 1, "{}", out(&output));
    assert!(out(&output).contains("power-cycle the UIM"), "{}", out(&output));
    let report = lab.json("report.json");
    assert_eq!(report["verdict"], "disagreement");
    assert_eq!(report["diagnoses"][0], "modem_cached");
    assert_eq!(report["stages"].as_array().map(Vec::len), Some(1));
    let ways = report["stages"][0]["ways"].as_array().expect("ways").clone();
    let answer = |name: &str| {
        let found = ways.iter().find(|way| way["way"] == name).expect(name);
        found["answer"].as_str().expect("an answer").to_owned()
    };
    assert_eq!(answer("profile_list"), "gone");
    assert_eq!(answer("iccid_file"), "gone");
    assert_eq!(answer("modem_iccid"), "still_there");
    assert_eq!(answer("notifications"), "gone");
    assert_eq!(answer("smdp"), "gone");
    assert_eq!(answer("operator"), "cannot_tell");
    // A reset ends it, and it is said that it was so.
    let output = verify(&[]);
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    let report = lab.json("report.json");
    assert_eq!(report["verdict"], "removed");
    assert_eq!(report["stages"][0]["verdict"], "disagreement");
    assert_eq!(report["stages"].as_array().map(Vec::len), Some(3));
    assert!(
        out(&output).contains("until the card was power-cycled"),
        "{}",
        out(&output)
    );
}

#[test]
fn an_sm_dp_that_was_not_told_is_found_out() {
    let lab = Lab::start(2, PLAIN);
    let output = lab.signoff(&["profile", "delete", "p1", "--dut", "dut.yaml"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let output = lab.signoff(&[
        "verify",
        "p1",
        "--dut",
        "dut.yaml",
        "--patience",
        "0s",
        "--json",
        "report.json",
    ]);
    assert_eq!(code(&output), 1, "{}", out(&output));
    let report = lab.json("report.json");
    assert_eq!(report["verdict"], "disagreement");
    assert_eq!(report["diagnoses"][0], "smdp_not_told");
    // Nobody is asked: it waits, and that is all that is known.
    let target = std::fs::read_to_string(lab.path("dut.yaml")).expect("the file");
    let alone: String = target
        .lines()
        .filter(|line| !line.starts_with("smdp:"))
        .flat_map(|line| [line, "\n"])
        .collect();
    std::fs::write(lab.path("alone.yaml"), alone).expect("written");
    let output = lab.signoff(&[
        "verify",
        "p1",
        "--dut",
        "alone.yaml",
        "--patience",
        "0s",
        "--json",
        "report.json",
    ]);
    assert_eq!(code(&output), 1, "{}", out(&output));
    assert_eq!(lab.json("report.json")["verdict"], "removed_not_acknowledged");
    assert!(
        out(&output).contains("deliver the notification"),
        "{}",
        out(&output)
    );
}

#[test]
fn what_is_there_is_still_there() {
    let lab = Lab::start(2, PLAIN);
    for name in ["p0", "p1", "Number 1"] {
        let output = lab.signoff(&["verify", name, "--dut", "dut.yaml", "--json", "report.json"]);
        assert_eq!(code(&output), 1, "{}", out(&output));
        assert_eq!(lab.json("report.json")["verdict"], "still_there", "{name}");
    }
}

#[test]
fn a_card_without_at_commands_says_so() {
    let lab = Lab::start(1, PLAIN);
    let output = lab.signoff(&["verify", "orange", "--json", "report.json"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    let report = lab.json("report.json");
    let ways = report["stages"][0]["ways"].as_array().expect("ways").clone();
    let modem = ways
        .iter()
        .find(|way| way["way"] == "modem_iccid")
        .expect("the way");
    assert_eq!(modem["answer"], "cannot_tell");
    assert!(
        modem["evidence"]
            .as_str()
            .is_some_and(|text| text.contains("no AT commands")),
        "{modem}"
    );
}
