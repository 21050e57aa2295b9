//! Profile packages: the installer says what is wrong with any bytes, and what it installs has files and an ICCID.

#![no_main]

use libfuzzer_sys::fuzz_target;
use signoff_simulator::upp::{UppPlatform, install};

fuzz_target!(|package: &[u8]| {
    let installation = install(package, &UppPlatform::default());
    if let Ok(installed) = &installation.result {
        assert!(!installation.response.statuses.is_empty(), "installed without a status");
        assert!(installed.memory_bytes > 0, "a profile without files");
    }
});
