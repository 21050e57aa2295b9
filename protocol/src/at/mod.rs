//! AT commands and answers as a modem's serial port carries them (3GPP TS 27.007, ITU-T V.250).
