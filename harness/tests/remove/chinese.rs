//! A whole removal and its verification in Chinese, good and bad: no sentence of it is English.

use std::process::Output;

use crate::english::{english, text_nodes};
use crate::lab::{ACCOUNT, CACHING, DOCUMENT, Lab, PLAIN, code, err, iccid, out};

/// Runs it in Chinese; nothing that it says is English.
#[track_caller]
fn chinese(lab: &Lab, arguments: &[&str], want: i32) -> Output {
    let output = lab.signoff(&[&["--lang", "zh"], arguments].concat());
    let said = format!("{}{}", out(&output), err(&output));
    assert_eq!(code(&output), want, "{arguments:?}: {said}");
    let found: Vec<String> = said.lines().flat_map(english).collect();
    assert!(found.is_empty(), "{arguments:?} says {found:?}: {said}");
    output
}

/// As [`chinese`], and the certificate of the run has nothing English either.
#[track_caller]
fn certified(lab: &Lab, run: &str, arguments: &[&str], want: i32) -> String {
    let output = chinese(lab, arguments, want);
    let page = std::fs::read_to_string(lab.path(&format!("{run}/certificate.html"))).expect("the page");
    let nodes = text_nodes(&page);
    let found: Vec<String> = nodes.iter().flat_map(|node| english(node)).collect();
    assert!(
        found.is_empty(),
        "the certificate of {arguments:?} says {found:?}"
    );
    assert!(page.contains("lang=\"zh\""), "{page}");
    out(&output) + &nodes.join("\n")
}

#[test]
fn a_removal_that_succeeds() {
    let lab = Lab::start(3, PLAIN);
    let run = ["--dut", "dut.yaml", "--yes", "--no-backup", "--run", "run"];
    let remove = [&["-v", "remove", "p0", "--reference", "REF-7"], &run[..]].concat();
    let said = certified(&lab, "run", &remove, 0);
    for part in ["配置文件已移除", "本人已联系运营商", "参考编号", "REF-7"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let iccid = iccid(0);
    let verify = [
        "-v",
        "verify",
        &iccid,
        "--dut",
        "dut.yaml",
        "--archive",
        "run/archive",
    ];
    chinese(&lab, &verify, 0);
    certified(&lab, "run", &["remove", "--resume", "run"], 0);
    // With a backup, of a profile that is not enabled.
    let remove = ["remove", "p1", "--dut", "dut.yaml", "--yes", "--run", "saved"];
    certified(&lab, "saved", &remove, 0);
    let reset = [
        "remove",
        "--method",
        "memory_reset",
        "--dut",
        "dut.yaml",
        "--yes",
        "--run",
        "reset",
    ];
    certified(&lab, "reset", &reset, 0);
}

#[test]
fn a_removal_with_an_operator() {
    let lab = Lab::with_operator(2);
    let who = ["--account", ACCOUNT, "--document", DOCUMENT];
    let remove = |name, run| {
        let options = [
            "remove",
            name,
            "--dut",
            "dut.yaml",
            "--yes",
            "--no-backup",
            "--run",
            run,
        ];
        [&options[..], &who].concat()
    };
    let said = certified(&lab, "run", &remove("p0", "run"), 1);
    assert!(said.contains("起停止服务"), "{said}");
    let iccid = iccid(1);
    let verify = [
        &["verify", &iccid, "--dut", "dut.yaml", "--patience", "0s"],
        &who[..],
    ]
    .concat();
    chinese(&lab, &verify, 1);
    // Who asks is not the customer.
    let mut stranger = remove("p1", "other");
    stranger.pop();
    stranger.push("NOBODY");
    chinese(&lab, &stranger, 1);
}

#[test]
fn a_removal_that_is_not_acknowledged() {
    let lab = Lab::start(2, PLAIN);
    let deaf = lab.deaf();
    let remove = [
        "-v",
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
    ];
    let said = certified(&lab, "run", &remove, 1);
    assert!(said.contains("没有服务在监听"), "{said}");
    let verify = ["verify", "p1", "--dut", "dut.yaml", "--patience", "0s"];
    chinese(&lab, &verify, 1);
    // What was begun in one language is resumed in another.
    let resumed = lab.signoff(&["--lang", "en", "remove", "--resume", "run", "--dut", "dut.yaml"]);
    assert_eq!(code(&resumed), 0, "{}{}", out(&resumed), err(&resumed));
    let page = std::fs::read_to_string(lab.path("run/certificate.html")).expect("the page");
    for part in ["nobody listens at smdp.example", "no backup was asked for"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        !page.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)),
        "{page}"
    );
}

#[test]
fn a_removal_that_stops() {
    let lab = Lab::start(2, PLAIN);
    for (outcome, exit) in [("refused", 1), ("not_reached", 3)] {
        let answers = format!("call the operator: {{ outcome: {outcome}, reference: BE-4711 }}\n");
        std::fs::write(lab.path("answers.yaml"), answers).expect("written");
        let run = format!("run-{outcome}");
        let remove = [
            "remove",
            "p1",
            "--dut",
            "dut.yaml",
            "--yes",
            "--no-backup",
            "--run",
            &run,
            "--answers",
            "answers.yaml",
        ];
        certified(&lab, &run, &remove, exit);
    }
    // What the system says is quoted.
    std::fs::write(lab.path("saved"), "in the way").expect("written");
    let remove = [
        "remove",
        "p0",
        "--dut",
        "dut.yaml",
        "--yes",
        "--backup",
        "saved",
        "--run",
        "run-unsaved",
    ];
    let said = certified(&lab, "run-unsaved", &remove, 3);
    assert!(said.contains("无法写入") && said.contains("os error"), "{said}");
    let verify = ["verify", "p1", "--dut", "dut.yaml"];
    chinese(&lab, &verify, 1);
    chinese(&lab, &["verify", "orange"], 1);
}

#[test]
fn ways_that_disagree() {
    let lab = Lab::start(2, CACHING);
    for change in ["disable", "delete"] {
        let output = lab.signoff(&["profile", change, "p0", "--dut", "dut.yaml"]);
        assert_eq!(code(&output), 0, "{}", err(&output));
    }
    let iccid = iccid(0);
    let verify = ["verify", &iccid, "--dut", "dut.yaml", "--patience", "0s"];
    chinese(&lab, &verify, 1);
    chinese(&lab, &[&verify[..], &["--no-reset"]].concat(), 1);
}

#[test]
fn what_is_refused() {
    let lab = Lab::start(2, PLAIN);
    std::fs::create_dir(lab.path("other")).expect("a folder");
    std::fs::write(lab.path("other/journal.jsonl"), "{\"signoff_removal\":99}\n").expect("written");
    std::fs::create_dir(lab.path("foreign")).expect("a folder");
    std::fs::write(lab.path("foreign/journal.jsonl"), "something else\n").expect("written");
    std::fs::write(
        lab.path("answers.yaml"),
        "operator: { account: a, document: b }\n",
    )
    .expect("written");
    let personal = "call the operator: { outcome: done, reference: \"Jan Janssens\" }\n";
    std::fs::write(lab.path("personal.yaml"), personal).expect("written");
    let absent = "8932999000000000999";
    for (arguments, exit) in [
        (&["remove", "nobody", "--dut", "dut.yaml"][..], 2),
        (&["remove", "--method", "all_but_one", "--dut", "dut.yaml"], 2),
        (
            &["remove", "p0", "--method", "memory_reset", "--dut", "dut.yaml"],
            2,
        ),
        (&["remove", "--resume", "nowhere"], 2),
        (&["remove", "--resume", "other"], 2),
        (&["remove", "--resume", "foreign"], 2),
        (&["remove", absent, "--dut", "dut.yaml"], 1),
        (&["remove", "p0", "--dut", "dut.yaml", "--no-backup"], 4),
        (&["remove", "p0", "--dut", "guarded.yaml", "--yes"], 4),
        (
            &[
                "remove",
                "--method",
                "factory_reset",
                "--dut",
                "guarded.yaml",
                "--yes",
            ],
            4,
        ),
        (
            &[
                "remove",
                "p1",
                "--dut",
                "dut.yaml",
                "--yes",
                "--answers",
                "answers.yaml",
            ],
            2,
        ),
        (
            &[
                "remove",
                "p1",
                "--dut",
                "dut.yaml",
                "--yes",
                "--answers",
                "personal.yaml",
            ],
            2,
        ),
        (
            &[
                "remove",
                "p1",
                "--dut",
                "dut.yaml",
                "--yes",
                "--reference",
                "Jan Janssens",
            ],
            2,
        ),
        (&["remove", "p1", "--dut", "dut.yaml", "--patience", "soon"], 2),
        (&["remove", "p1", "--dut", "dut.yaml", "--at", "someday"], 2),
        (&["remove", "p1", "--target", "tcp:127.0.0.1:9", "--yes"], 3),
        (&["remove", "p1", "--operator", "nowhere"], 2),
        (&["remove", "p1", "--pin", "secret"], 2),
        (&["remove", "p1", "--resolve", "smdp.example"], 2),
        (&["remove", "p1", "--resolve", "smdp.example=there"], 2),
        (&["verify", "p1", "--target", "serial:nowhere"], 3),
        (&["verify", "nobody", "--dut", "dut.yaml"], 2),
        (&["verify", "p0", "--dut", "dut.yaml", "--archive", "nowhere"], 2),
        (
            &[
                "verify",
                "p0",
                "--dut",
                "dut.yaml",
                "--smdp",
                "http://127.0.0.1:1",
            ],
            2,
        ),
    ] {
        chinese(&lab, arguments, exit);
    }
}
