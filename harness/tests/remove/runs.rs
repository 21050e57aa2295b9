//! Whole removals, and their certificates.

use crate::lab::{EID, Lab, PLAIN, code, err, iccid, out};

#[test]
fn a_removal_from_beginning_to_certificate() {
    let lab = Lab::start(3, PLAIN);
    let output = lab.signoff(&[
        "remove",
        "p0",
        "--dut",
        "dut.yaml",
        "--yes",
        "--no-backup",
        "--run",
        "run",
        "--certificate",
        "mine.html",
        "--reference",
        "REF-7",
    ]);
    let text = out(&output);
    assert_eq!(code(&output), 0, "{text}{}", err(&output));
    for part in [
        "What will be lost",
        "Number 0",
        "removed",
        "Certificate: mine.html",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let certificate = lab.json("mine.json");
    assert_eq!(certificate["verdict"], "removed");
    assert_eq!(certificate["profiles"][0]["iccid"], iccid(0));
    let eid = certificate["eid"].as_str().expect("an EID");
    assert!(eid.ends_with("0138") && !eid.contains(EID), "{eid}");
    let steps: Vec<&str> = certificate["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .filter_map(|step| step["step"].as_str())
        .collect();
    assert_eq!(
        steps,
        [
            "begun",
            "confirmed",
            "backup",
            "terminate",
            "disable",
            "delete",
            "deliver",
            "verify"
        ]
    );
    assert!(certificate.to_string().contains("REF-7"));
    let events: Vec<&str> = certificate["notifications"]
        .as_array()
        .expect("notifications")
        .iter()
        .filter(|one| one["acknowledged"] == true)
        .filter_map(|one| one["event"].as_str())
        .collect();
    assert_eq!(events, ["disable", "delete"]);
    let page = std::fs::read_to_string(lab.path("mine.html")).expect("the page");
    assert!(
        page.starts_with("<!DOCTYPE html>") && !page.contains(EID),
        "{page}"
    );
    assert_eq!(lab.smdp_state(&iccid(0)), "available");
    // It is over: a resumption says the same and does nothing.
    let before = lab.received();
    let output = lab.signoff(&["remove", "--resume", "run"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(lab.received(), before);
}

#[test]
fn all_but_one() {
    let lab = Lab::start(3, PLAIN);
    let output = lab.signoff(&[
        "remove",
        "--method",
        "all_but_one",
        "--keep",
        "p1",
        "--dut",
        "dut.yaml",
        "--yes",
        "--no-backup",
        "--run",
        "run",
    ]);
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    let list = out(&lab.signoff(&["profile", "list", "--dut", "dut.yaml"]));
    assert!(
        list.contains(&iccid(1)) && !list.contains(&iccid(0)) && !list.contains(&iccid(2)),
        "{list}"
    );
}

#[test]
fn a_server_that_is_down_leaves_it_unacknowledged_and_a_resumption_delivers() {
    let lab = Lab::start(2, PLAIN);
    let deaf = lab.deaf();
    let output = lab.signoff(&[
        "remove",
        "p1",
        "--dut",
        &deaf,
        "--yes",
        "--no-backup",
        "--run",
        "run",
        "--patience",
        "0s",
    ]);
    assert_eq!(code(&output), 1, "{}{}", out(&output), err(&output));
    assert_eq!(
        lab.json("run/certificate.json")["verdict"],
        "removed_not_acknowledged"
    );
    assert!(
        out(&output).contains("signoff remove --resume run"),
        "{}",
        out(&output)
    );
    let output = lab.signoff(&["remove", "--resume", "run", "--dut", "dut.yaml"]);
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    assert_eq!(lab.json("run/certificate.json")["verdict"], "removed");
    let deletions = lab
        .received()
        .into_iter()
        .filter(|(_, event, ..)| event == "delete");
    assert_eq!(deletions.count(), 1);
}

#[test]
fn a_file_of_answers_stands_for_the_person() {
    let lab = Lab::start(2, PLAIN);
    let answers = |text: &str| std::fs::write(lab.path("answers.yaml"), text).expect("written");
    let run =
        |arguments: &[&str]| lab.signoff(&[arguments, &["--yes", "--answers", "answers.yaml"]].concat());
    let first = ["remove", "p1", "--dut", "dut.yaml", "--no-backup", "--run", "run"];
    // What it says of a desk is not about the contact.
    answers("operator: { account: a, document: b }\n");
    let output = run(&first);
    assert_eq!(code(&output), 2, "{}", err(&output));
    assert!(
        err(&output).contains("call the operator") && !lab.path("run").exists(),
        "{}",
        err(&output)
    );
    // The operator did not want to, and nothing is lost.
    answers("operator: { account: a, document: b }\ncall the operator: { outcome: refused }\n");
    let output = run(&first);
    assert_eq!(code(&output), 1, "{}{}", out(&output), err(&output));
    for part in ["it refused", "--answers", "--skip terminate"] {
        assert!(err(&output).contains(part), "{part}: {}", err(&output));
    }
    assert_eq!(lab.deletions(1), (0, 0));
    // Another call, and the run goes on.
    answers("call the operator: { outcome: done, reference: BE-4711 }\n");
    let output = run(&["remove", "--resume", "run"]);
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    let certificate = lab.json("run/certificate.json").to_string();
    assert!(certificate.contains("BE-4711"), "{certificate}");
    assert_eq!(lab.deletions(1), (1, 1));
}
