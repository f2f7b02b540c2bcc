//! With a broker: the session that it keeps, and the way back to it.

mod session;
