//! The files of the enabled profile, made when a command first asks for them.

use super::Profile;
use crate::files::{FileSystem, files_without_profile};
use crate::personality::NoProfile;
use crate::upp::{UppPlatform, install};

/// The files that the card shows.
#[derive(Debug)]
pub(super) struct ActiveFiles(Box<FileSystem>);

impl ActiveFiles {
    /// Those of a profile with what has changed in them, or those of a card without one.
    pub(super) fn of(profile: Option<&Profile>, without: NoProfile) -> Self {
        let Some(profile) = profile else {
            return Self(Box::new(files_without_profile(without)));
        };
        // A package that nobody can install any more comes from a damaged image.
        let mut files = file_system_of(profile).unwrap_or_else(|| files_without_profile(without));
        if let Some(changes) = &profile.changes {
            // The record is our own; one that is damaged changes as much as can be read of it.
            let _ = files.apply_changes(changes);
        }
        Self(Box::new(files))
    }

    pub(super) fn files(&mut self) -> &mut FileSystem {
        &mut self.0
    }
}

/// The files of a profile as it was installed: whether it fits was asked then.
fn file_system_of(profile: &Profile) -> Option<FileSystem> {
    let platform = UppPlatform {
        free_bytes: usize::MAX,
        ..UppPlatform::default()
    };
    let installed = install(&profile.package(), &platform).result.ok()?;
    Some(installed.files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card_file::{CardFile, ProfileFile};
    use crate::upp::build;
    use signoff_protocol::id::Aid;

    /// A profile with further lines in its file.
    fn file(more: &str) -> ProfileFile {
        let yaml = format!(
            "about: Made for a test.\neid: \"89999901001234567000000000000138\"\nprofiles:\n  - name: only\n    \
             iccid: \"8932990000000000017\"\n    imsi: \"206010000000001\"\n    service_provider_name: Provider\n    \
             profile_name: Profile\n{more}"
        );
        let card = CardFile::parse(&yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
        card.profile("only").unwrap().clone()
    }

    #[test]
    fn a_profile_without_package_has_the_one_of_its_file() {
        for more in [
            "",
            "    class: test\n",
            "    msisdn: \"+32470000001\"\n",
            "    owner: {mcc_mnc: 310-260, gid1: \"0102\", gid2: FF}\n",
            "    pin: \"4711\"\n",
            "    puk: \"87654321\"\n",
            "    algorithm: tuak\n",
            "    algorithm: test\n",
            "    key: \"0F1E2D3C4B5A69788796A5B4C3D2E1F0\"\n",
            "    opc: \"0F1E2D3C4B5A69788796A5B4C3D2E1F0\"\n",
            "    contacts: [{name: Anna, number: \"112\"}]\n",
            "    phonebook: {place: usim, full: true, entries: 20}\n",
            "    message_records: 3\n",
            "    messages: [{number: \"112\", text: Hello}]\n",
        ] {
            let file = file(more);
            let profile = Profile::from_file(&file, Aid::isd_p(0x10));
            assert!(
                *profile.package() == *build(&file),
                "another package than the file's: {more}"
            );
        }
    }

    #[test]
    fn only_a_profile_whose_file_says_more_keeps_a_package() {
        let kept = |more: &str| Profile::from_file(&file(more), Aid::isd_p(0x10)).upp.is_some();
        assert!(!kept("    class: test\n    msisdn: \"+32470000001\"\n"));
        assert!(kept("    pin: \"4711\"\n"));
    }

    #[test]
    fn a_package_that_nobody_can_install_has_the_files_of_no_profile() {
        let mut profile = Profile::from_file(&file(""), Aid::isd_p(0x10));
        profile.upp = Some(profile.package()[..100].into());
        let without = NoProfile::DefaultIccid;
        let files = |profile| {
            let mut active = ActiveFiles::of(profile, without);
            active.files().clone()
        };
        assert_eq!(files(Some(&profile)), files(None));
    }
}
