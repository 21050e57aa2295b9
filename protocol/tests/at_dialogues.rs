//! What hosts and modems in the field say to each other, read by our grammar.

#[cfg(test)]
mod dialogues {
    use serde::Deserialize;
    use signoff_protocol::at::{AnswerReader, CommandLine, Received, UiccAnswer};
    use signoff_protocol::hex;

    #[derive(Deserialize)]
    struct File {
        vectors: Vec<Vector>,
    }

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        tx: String,
        rx: String,
        body: Option<String>,
        apdu: Option<String>,
        #[serde(default)]
        urcs: usize,
        result: String,
    }

    #[test]
    fn dialogues_are_read() {
        let text = signoff_fixtures::vector("at/dialogues.json").expect("the vectors are in the source tree");
        let file: File = serde_json::from_str(&text).expect("vectors of the right form");
        assert!(file.vectors.len() >= 16);
        for vector in file.vectors {
            check(&vector, usize::MAX);
            check(&vector, 1);
        }
    }

    /// `chunk`: how many bytes arrive together.
    #[track_caller]
    fn check(vector: &Vector, chunk: usize) {
        let name = &vector.name;
        let line = CommandLine::parse(&vector.tx).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            line.to_string(),
            vector.tx.trim(),
            "{name}: the command as a host of ours would write it"
        );

        let mut reader = AnswerReader::default();
        reader.sent(&vector.tx);
        vector
            .rx
            .as_bytes()
            .chunks(chunk)
            .for_each(|bytes| reader.push(bytes));
        let answer = match reader.next() {
            Some(Received::Answer(answer)) => answer,
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(reader.next(), None, "{name}");
        let command = line
            .commands
            .first()
            .and_then(|command| command.name())
            .expect("an extended command");
        assert_eq!(answer.body(command), vector.body.as_deref(), "{name}");
        assert_eq!(answer.urcs.len(), vector.urcs, "{name}");
        assert_eq!(answer.result.to_string(), vector.result, "{name}");
        if let Some(apdu) = &vector.apdu {
            let response = answer.body(command).and_then(|body| UiccAnswer::parse(body).ok());
            let found = response.map(|answer| hex::encode(&answer.response));
            assert_eq!(found.as_deref(), Some(apdu.as_str()), "{name}");
        }
    }
}
