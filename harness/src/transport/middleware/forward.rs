//! What most layers do with most methods: hand them on.

/// The methods that a layer does not change. `$inner` is the field with the inner transport.
macro_rules! forward {
    ($inner:ident: $($method:ident),+ $(,)?) => {
        $( $crate::transport::middleware::forward::forward!(@ $inner $method); )+
    };
    (@ $inner:ident describe) => {
        fn describe(&self) -> String {
            self.$inner.describe()
        }
    };
    (@ $inner:ident capabilities) => {
        fn capabilities(&self) -> $crate::transport::Capabilities {
            self.$inner.capabilities()
        }
    };
    (@ $inner:ident arm) => {
        fn arm(
            &mut self,
            fault: &$crate::transport::Fault,
        ) -> Result<(), $crate::transport::TransportError> {
            self.$inner.arm(fault)
        }
    };
    (@ $inner:ident at) => {
        fn at<'a>(
            &'a mut self,
            line: &'a str,
        ) -> futures::future::BoxFuture<
            'a,
            Result<$crate::transport::AtAnswer, $crate::transport::TransportError>,
        > {
            self.$inner.at(line)
        }
    };
    (@ $inner:ident restore) => {
        fn restore(
            &mut self,
        ) -> futures::future::BoxFuture<'_, Result<(), $crate::transport::TransportError>> {
            self.$inner.restore()
        }
    };
    (@ $inner:ident reset) => {
        fn reset(
            &mut self,
        ) -> futures::future::BoxFuture<
            '_,
            Result<Option<signoff_protocol::apdu::Atr>, $crate::transport::TransportError>,
        > {
            self.$inner.reset()
        }
    };
    (@ $inner:ident power_cycle) => {
        fn power_cycle(
            &mut self,
        ) -> futures::future::BoxFuture<
            '_,
            Result<Option<signoff_protocol::apdu::Atr>, $crate::transport::TransportError>,
        > {
            self.$inner.power_cycle()
        }
    };
    (@ $inner:ident open_channel) => {
        fn open_channel<'a>(
            &'a mut self,
            aid: &'a signoff_protocol::id::Aid,
        ) -> futures::future::BoxFuture<
            'a,
            Result<$crate::transport::ChannelOpened, $crate::transport::TransportError>,
        > {
            self.$inner.open_channel(aid)
        }
    };
    (@ $inner:ident close_channel) => {
        fn close_channel(
            &mut self,
            channel: signoff_protocol::apdu::ChannelNumber,
        ) -> futures::future::BoxFuture<'_, Result<(), $crate::transport::TransportError>> {
            self.$inner.close_channel(channel)
        }
    };
    (@ $inner:ident open_channels) => {
        fn open_channels(&self) -> Vec<signoff_protocol::apdu::ChannelNumber> {
            self.$inner.open_channels()
        }
    };
}

pub(super) use forward;
