fn b() {
    two();
}

fn a() {
    one();
}
