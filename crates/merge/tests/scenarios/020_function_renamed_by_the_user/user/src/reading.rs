fn mine() {
    one();
}

fn b() {
    two();
}
