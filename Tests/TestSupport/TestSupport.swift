// What several test targets share: samples, a clock of their own, a loopback server.
