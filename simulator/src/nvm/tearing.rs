//! Power that is lost at a chosen write.

use super::{Image, Key, Nvm, NvmError};

/// Wraps a store and cuts the power at a write. [`Nvm::write`], [`Nvm::remove`] and [`Nvm::commit`] count as one
/// write each. The write at which the power is cut has no effect; from then on everything fails with
/// [`NvmError::PowerLost`], and what was pending is gone, until [`Tearing::restore_power`].
#[derive(Debug)]
pub struct Tearing<N> {
    inner: N,
    cut: Cut,
    writes: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Never,
    After(u32),
    Lost,
}

impl<N: Nvm> Tearing<N> {
    /// A store whose power holds until [`Tearing::arm`] is called.
    pub const fn new(inner: N) -> Self {
        Self {
            inner,
            cut: Cut::Never,
            writes: 0,
        }
    }

    /// A store that loses its power at the write `n`, counted from 0.
    pub const fn at_write(inner: N, n: u32) -> Self {
        Self {
            inner,
            cut: Cut::After(n),
            writes: 0,
        }
    }

    /// Cuts the power at the write `n` from now, counted from 0: `n` writes more take effect.
    pub const fn arm(&mut self, n: u32) {
        self.cut = Cut::After(n);
    }

    /// The power is back, and no cut is armed. Pending writes of before are dropped by the next load.
    pub const fn restore_power(&mut self) {
        self.cut = Cut::Never;
    }

    /// Whether the power was lost.
    pub fn is_lost(&self) -> bool {
        self.cut == Cut::Lost
    }

    /// How many writes took effect so far.
    pub const fn writes(&self) -> u64 {
        self.writes
    }

    /// The store itself.
    pub fn into_inner(self) -> N {
        self.inner
    }

    fn spend(&mut self) -> Result<(), NvmError> {
        self.cut = match self.cut {
            Cut::Never => Cut::Never,
            Cut::After(0) | Cut::Lost => Cut::Lost,
            Cut::After(n) => Cut::After(n - 1),
        };
        if self.is_lost() {
            return Err(NvmError::PowerLost);
        }
        self.writes += 1;
        Ok(())
    }
}

impl<N: Nvm> Nvm for Tearing<N> {
    fn load(&mut self) -> Result<Image, NvmError> {
        if self.is_lost() {
            return Err(NvmError::PowerLost);
        }
        self.inner.load()
    }

    fn write(&mut self, key: Key, value: &[u8]) -> Result<(), NvmError> {
        self.spend()?;
        self.inner.write(key, value)
    }

    fn remove(&mut self, key: Key) -> Result<(), NvmError> {
        self.spend()?;
        self.inner.remove(key)
    }

    fn commit(&mut self) -> Result<(), NvmError> {
        self.spend()?;
        self.inner.commit()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    const A: Key = Key::new(1, 0);
    const B: Key = Key::new(1, 1);

    /// Two records change together; one transaction of three writes.
    fn change(nvm: &mut impl Nvm) -> Result<(), NvmError> {
        nvm.write(A, b"new")?;
        nvm.remove(B)?;
        nvm.commit()
    }

    fn old() -> Image {
        Image::from([(A, (*b"old").into()), (B, (*b"old").into())])
    }

    #[test]
    fn a_cut_at_every_write_leaves_old_or_new() {
        for n in 0..4 {
            let mut nvm = Tearing::at_write(Memory::with_image(old()), n);
            let done = change(&mut nvm);
            assert_eq!(done.is_ok(), n == 3, "cut at write {n}");
            if n < 3 {
                assert!(matches!(done, Err(NvmError::PowerLost)));
                assert!(matches!(nvm.load(), Err(NvmError::PowerLost)));
                assert!(nvm.is_lost());
            }
            nvm.restore_power();
            let want = if n == 3 {
                Image::from([(A, (*b"new").into())])
            } else {
                old()
            };
            assert_eq!(nvm.load().unwrap(), want, "cut at write {n}");
            assert_eq!(nvm.writes(), u64::from(n));
        }
    }

    #[test]
    fn what_was_pending_before_the_cut_does_not_come_back() {
        let mut nvm = Tearing::at_write(Memory::with_image(old()), 2);
        change(&mut nvm).unwrap_err();
        nvm.restore_power();
        nvm.load().unwrap();
        nvm.commit().unwrap();
        assert_eq!(nvm.load().unwrap(), old());
    }
}
